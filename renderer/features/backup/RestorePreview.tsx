import type { BackupPreview, DifferingMeeting } from '../../../shared/domain/backup.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'

const groups: readonly { how: DifferingMeeting['how']; title: string; tone: string }[] = [
  { how: 'added', title: '会不见', tone: 'red' }, { how: 'changed', title: '会变回当时的内容', tone: 'amber' }, { how: 'removed', title: '会回来', tone: 'green' },
]

/** What would be lost and what would come back: the meetings by name, all else by number. */
export function RestorePreview({ preview: { counts, meetings, moreMeetings } }: { preview: BackupPreview }) {
  const changed = counts.filter(({ now, before }) => now !== before)
  return (
    <div className="restore-preview" tabIndex={0} role="group" aria-label="恢复会改变什么">
      {groups.map(({ how, title, tone }) => {
        const found = meetings.filter((meeting) => meeting.how === how)
        return found.length > 0 && (
          <section key={how}>
            <h3><span className={`tag ${tone}`}>{title}</span> {found.length}次会议{moreMeetings > 0 && '（列出的）'}</h3>
            <ul>{found.map(({ id, title: name, heldOn }) => <li key={id}><span className="mut num">{chineseDate(heldOn)}</span><span>{name || '未写名称的会议'}</span></li>)}</ul>
          </section>
        )
      })}
      {moreMeetings > 0 && <p className="mut">还有{moreMeetings}次会议不同，没有逐一列出。</p>}
      {changed.length > 0 && (
        <table className="plain"><thead><tr><th>内容</th><th className="r">现在</th><th className="r">恢复以后</th></tr></thead>
          <tbody>{changed.map(({ kind, label, now, before }) => <tr key={kind}><td>{label}</td><td className="r num">{now}</td><td className="r num"><b>{before}</b></td></tr>)}</tbody></table>
      )}
      {meetings.length === 0 && changed.length === 0 && <p className="mut">会议和人员的数量都没有变，只有别的改动（例如设置、人员变动或纪要的文字）。</p>}
    </div>
  )
}
