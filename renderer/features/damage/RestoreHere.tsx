import { useState } from 'react'
import { sizeText } from '../../../shared/domain/attachment.ts'
import type { BackupRow } from '../../../shared/domain/backup.ts'
import { agoWords, instantWords, reasonNames, stateOf } from '../../../shared/domain/backupWords.ts'
import type { DamageOverview } from '../../../shared/domain/damage.ts'
import { callApi } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { Step } from './Step.tsx'

/** Of the backups on this computer one takes the place of what is broken. */
export function RestoreHere({ overview, onBack }: { overview: DamageOverview; onBack(): void }) {
  const { backups, best, knowsKey, keyring } = overview
  const [chosen, setChosen] = useState<string | null>(best?.id ?? backups.find(isUsable)?.id ?? null)
  const hasKeyring = keyring.file === 'whole' || keyring.copy === 'whole'
  const row = backups.find(({ id }) => id === chosen)
  return (
    <Step title="从本机的备份恢复" passwordLabel={knowsKey ? null : hasKeyring ? '口令' : '口令　做这份备份时用的；后来改过口令的，用改之前的'} verb="恢复这份备份" disabled={chosen === null}
      busyWords="正在检查备份，再放回原处。附件多时要几分钟…" wrongPassword="备份和数据都没有改动。请检查大小写和输入法后再试。" onBack={onBack}
      act={async (password) => (chosen === null ? null : (await callApi('damage.restore', { id: chosen, password })).info)}>
      <div className="backups-here" role="radiogroup" aria-label="本机的备份">
        {backups.map((backup) => <Row key={backup.id} backup={backup} checked={backup.id === chosen} onChoose={() => setChosen(backup.id)} />)}
      </div>
      <p className="damage-note">{row ? <>恢复后回到<b>{instantWords(row.at, now())}</b>的样子，那以后的改动要重新登记。</> : '这里的备份都不能用来恢复，请返回用U盘的备份。'}</p>
      <p className="mut sm">损坏的文件移到数据文件夹里另外保留，不会删除。</p>
    </Step>
  )
}

const isUsable = ({ fault }: BackupRow): boolean => fault !== 'database'

function Row({ backup, checked, onChoose }: { backup: BackupRow; checked: boolean; onChoose(): void }) {
  const { words, tone } = stateOf(backup)
  return (
    <label className={isUsable(backup) ? '' : 'unusable'}>
      <input type="radio" name="backup" checked={checked} disabled={!isUsable(backup)} onChange={onChoose} />
      <span><b>{instantWords(backup.at, now())}</b> <span className="mut">{agoWords(backup.at, now())}</span></span>
      <span className="mut">{reasonNames[backup.reason]}</span>
      <span className="mut num">{backup.fault === 'manifest' ? '' : `会议${backup.meetings}次`}</span>
      <span className="mut num">{sizeText(backup.size)}</span>
      <span><span className={`tag ${tone}`}>{words}</span></span>
    </label>
  )
}
