import { callApi } from '../../lib/callApi.ts'
import { Step } from './Step.tsx'

/** The keyring of a backup in the place of two broken copies: no data is lost. */
export function MendKeyring({ onBack }: { onBack(): void }) {
  return (
    <Step title="用备份里的口令文件打开" passwordLabel="口令　做最近一份备份时用的；后来改过口令的，用改之前的" verb="打开" busyWords="正在核对口令，再打开数据…"
      wrongPassword="备份和数据都没有改动。请检查大小写；备份以后改过口令的，请用改之前的口令。" onBack={onBack} act={(password) => callApi('damage.mendKeyring', { password: password ?? '' })}>
      <p>口令本身从不保存，只有口令文件能核对它，所以口令文件坏了，输对输错都分不出来。每份备份都带着一份口令文件，用它就能打开现在的数据，数据一点不丢。</p>
      <p className="mut sm damage-note">损坏的口令文件改名保留在数据文件夹里。</p>
    </Step>
  )
}
