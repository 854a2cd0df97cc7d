import type { BackupRow } from '../../../shared/domain/backup.ts'
import { sizeText } from '../../../shared/domain/attachment.ts'
import { agoWords, instantWords, reasonNames, stateOf } from '../../../shared/domain/backupWords.ts'
import { now } from '../../lib/clock.ts'
import { useBackups } from './backupStore.ts'

const placeOf = ({ place }: BackupRow, second: string): string => (place === 'computer' ? '本机' : place === 'second' ? second : `本机、${second}`)

/** Every backup, newest first. By the rule of keeping there are a hundred at most. */
export function BackupTable({ rows, second }: { rows: readonly BackupRow[]; second: string }) {
  const { busy, verify } = useBackups()
  return (
    <section className="table-room" aria-label="备份的列表" tabIndex={0}>
      <table className="plain backups">
        <thead><tr><th className="when">时间</th><th className="why">原因</th><th className="num">会议</th><th className="num">大小</th><th className="where">位置</th><th className="state">状态</th><th className="acts"><span className="visually-hidden">操作</span></th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const when = instantWords(row.at, now())
            const state = stateOf(row)
            return (
              <tr key={row.id}>
                <td className="when">{when}<span className="mut">　{agoWords(row.at, now())}</span></td>
                <td>{reasonNames[row.reason]}</td>
                <td className="num">{row.schema === 0 ? '—' : row.meetings}</td>
                <td className="num">{sizeText(row.size)}</td>
                <td className="where" title={placeOf(row, second)}>{placeOf(row, second)}</td>
                <td title={row.verifiedAt === null ? '' : `${instantWords(row.verifiedAt, now())}检查`}><span className={`tag ${state.tone}`}>{state.words}</span></td>
                <td className="acts">
                  <button className="btn quiet small" type="button" disabled={busy !== null} aria-label={`检查：${when}的备份`} onClick={() => void verify(row)}>{busy === `verify ${row.id}` ? '正在检查…' : '检查'}</button>
                  <button className="btn small" type="button" disabled={busy !== null} aria-label={`恢复…：${when}的备份`} onClick={() => useBackups.setState({ restoring: row.id, error: null, done: null })}>恢复…</button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
