import { Fragment } from 'react'
import type { FoundBackup } from '../../../shared/domain/backup.ts'
import { sizeText } from '../../../shared/domain/attachment.ts'
import { agoWords, instantWords, reasonNames, stateOf } from '../../../shared/domain/backupWords.ts'
import { now } from '../../lib/clock.ts'

/** A broken attachment or database cannot be brought back here; nothing stands beside it that could help. */
export const canBeRestored = ({ newer, fault }: FoundBackup): boolean => !newer && (fault === null || fault === 'manifest')

interface FoundListProps { rows: readonly FoundBackup[]; chosen: FoundBackup | null; disabled: boolean; onChoose(row: FoundBackup): void }

/** What was found on a U盘, newest first; one of them is chosen. The backups of two branches are kept apart. */
export function FoundList({ rows, chosen, disabled, onChoose }: FoundListProps) {
  const workspaces = [...new Set(rows.map(({ workspace }) => workspace))]
  return (
    <div className="found" role="radiogroup" aria-label="找到的备份">
      {workspaces.map((workspace, index) => (
        <Fragment key={workspace}>
          {workspaces.length > 1 && <p className="found-head">第{index + 1}个支部的备份<span className="mut">　输入哪个支部的口令，才能恢复哪个支部</span></p>}
          {rows.filter((row) => row.workspace === workspace).map((row) => <FoundRow key={row.id} row={row} checked={row === chosen} disabled={disabled} onChoose={() => onChoose(row)} />)}
        </Fragment>
      ))}
    </div>
  )
}

function FoundRow({ row, checked, disabled, onChoose }: { row: FoundBackup; checked: boolean; disabled: boolean; onChoose(): void }) {
  const usable = canBeRestored(row)
  const state = row.newer ? { words: '需要更新版本的程序', tone: 'amber' } : stateOf(row)
  return (
    <label className={usable ? '' : 'unusable'}>
      <input type="radio" name="found" checked={checked} disabled={disabled || !usable} onChange={onChoose} />
      <span className="found-when"><b>{instantWords(row.at, now())}</b> <span className="mut">{agoWords(row.at, now())}</span></span>
      <span className="mut">{reasonNames[row.reason]}</span>
      <span className="mut num">{row.fault === 'manifest' ? '' : `会议${row.meetings}次`}</span>
      <span className="mut num">{sizeText(row.size)}</span>
      <span><span className={`tag ${state.tone}`}>{state.words}</span></span>
    </label>
  )
}
