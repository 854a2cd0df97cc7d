import type { DamageOverview } from '../../../shared/domain/damage.ts'
import { callApi } from '../../lib/callApi.ts'
import { Step } from './Step.tsx'

/** Gives up the saves behind a broken place of the log, after the files were copied. */
export function OpenWithoutTail({ overview, onBack }: { overview: DamageOverview; onBack(): void }) {
  return (
    <Step title="不要读不出的，直接打开" passwordLabel={overview.knowsKey ? null : '口令'} verb="另存一份后打开" busyWords="正在另存现在的文件，再打开…"
      wrongPassword="数据没有改动。请检查大小写和输入法后再试。" onBack={onBack} act={(password) => callApi('damage.openWithoutTail', { password })}>
      <p>最后{overview.database.lostSaves}次保存的内容打开后看不到，要重新登记；在这以前保存的都在。</p>
      <p className="mut sm damage-note">想先把这几次保存的内容拿出来，请返回用“只读抢救”。现在的文件会另存在数据文件夹里，以后也能再抢救。</p>
    </Step>
  )
}
