import { useState } from 'react'
import type { DamageOverview, Salvaged } from '../../../shared/domain/damage.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { openFolder, Step } from './Step.tsx'

interface Done { folderToken: string; parent: string; salvaged: Salvaged }

/** Readable papers out of a broken database, into a folder that the officer chooses. */
export function Salvage({ overview, onBack }: { overview: DamageOverview; onBack(): void }) {
  const [done, setDone] = useState<Done | null>(null)
  const [notOpened, setNotOpened] = useState<ApiError | null>(null)
  if (done) {
    const { folderToken, parent, salvaged } = done
    return (
      <>
        <h1 id="problem">抢救完了</h1>
        <p role="status">写到了“{parent}”里的“{salvaged.folderName}”：</p>
        <ul className="salvaged">{resultLines(salvaged).map((line) => <li key={line}>{line}</li>)}</ul>
        <p className="notice warn damage-note">这些资料没有加密，谁拿到都能看。用完请删除，或放进有锁的柜子。</p>
        <div className="note-space">{notOpened && <p className="error-text" role="alert">{notOpened.sentence.happened}<span className="mut">{notOpened.sentence.next}</span></p>}</div>
        <div className="row">
          <button className="btn primary" type="button" autoFocus onClick={() => void openFolder(folderToken).then(() => setNotOpened(null), (thrown: unknown) => setNotOpened(asApiError(thrown)))}>打开文件夹</button>
          <button className="btn quiet" type="button" onClick={onBack}>返回</button>
        </div>
      </>
    )
  }
  const act = async (password: string | undefined) => {
    const { folderToken, folderName } = await callApi('dialogs.chooseFolder', { purpose: 'salvage' })
    if (folderToken !== null) setDone({ folderToken, parent: folderName, salvaged: await callApi('damage.salvage', { folderToken, password }) })
    return null
  }
  return (
    <Step title="只读抢救" passwordLabel={overview.knowsKey ? null : '口令'} verb="选文件夹，开始抢救…" busyWords="正在逐页读取，写成文书。会议多时要几分钟…" wrongPassword="数据没有改动。请检查大小写和输入法后再试。" onBack={onBack} act={act}>
      <p>把还读得出的内容另外写出来：每次会议一份Word会议记录，党员名册，附件，还有一份“抢救清单”，写明读出了什么、没读出什么、哪些要逐字核对。</p>
      <p className="notice warn damage-note">写出的资料没有加密，谁拿到都能看。请选只有自己能用的文件夹或U盘。</p>
      <p className="mut sm damage-note">只读取损坏的数据文件，一个字节也不改。抢救以后还可以再从备份恢复。</p>
    </Step>
  )
}

function resultLines({ meetings, doubtful, failed, people, attachments, lostAttachments, strayTexts }: Salvaged): string[] {
  return [
    `会议记录${meetings}份${doubtful > 0 ? `，其中${doubtful}份要逐字核对` : ''}${failed > 0 ? `；另有${failed}次会议内容不全，没有写成文书` : ''}`,
    `党员名册${people}人`,
    `附件${attachments}个${lostAttachments > 0 ? `；另有${lostAttachments}个读不出` : ''}`,
    ...(strayTexts > 0 ? [`找不到所属会议的文字${strayTexts}段`] : []),
    '抢救清单一份，请先看它',
  ]
}
