import { talentDirectionNames, talentDirections, talentStateNames } from '../../../shared/domain/talent.ts'
import { shortDay } from '../fusion/index.ts'
import { EntryPanel } from './EntryPanel.tsx'
import { stateTags, useTalent, type Row, type Told } from './talentStore.ts'

/** 培养库: everybody who was in it within the year; one of them stands beside the table. */
export function PoolPart({ told: { year, entries } }: { told: Told }) {
  const { entryId, choose, show } = useTalent()
  const chosen = entries.find(({ id }) => id === entryId) ?? null
  if (entries.length === 0) return <div className="empty"><p>{year}年培养库里还没有人。可以从“年度建议”里选人，也可以点右上角直接登记已经在培养的。</p><button className="btn" type="button" onClick={() => show('proposal')}>看年度建议</button></div>
  return (
    <div className={`with-side ${chosen ? 'open' : ''}`}>
      <div className="table-room" tabIndex={0} role="region" aria-label={`${year}年培养库`}>
        {talentDirections.map((direction) => {
          const of = entries.filter((entry) => entry.direction === direction)
          return of.length === 0 ? null : (
            <table key={direction} className="plain list talent-pool">
              <caption>{talentDirectionNames[direction]} <span className="mut sm num">{new Set(of.map(({ personId }) => personId)).size}人</span></caption>
              <thead><tr><th scope="col" className="talent-name">姓名</th><th scope="col" className="talent-way">状态</th><th scope="col" className="talent-day">开始</th><th scope="col" className="talent-day">计划结束</th><th scope="col" className="talent-mentor">导师</th><th scope="col" className="beside">最近的培养</th></tr></thead>
              <tbody>{of.map((row) => <PoolRow key={row.id} row={row} isChosen={row.id === entryId} onOpen={() => choose(row.id)} />)}</tbody>
            </table>
          )
        })}
      </div>
      {chosen && <EntryPanel key={chosen.id} row={chosen} onClose={() => choose(null)} />}
    </div>
  )
}

function PoolRow({ row: { name, state, startsOn, plannedEnd, endedOn, mentor, stages, overdue, offer }, isChosen, onOpen }: { row: Row; isChosen: boolean; onOpen(): void }) {
  const last = stages.at(-1)
  return (
    <tr className={isChosen ? 'chosen' : ''}>
      <td title={name}><button className="row-link" type="button" onClick={onOpen}>{name}</button></td>
      <td><span className={`tag ${stateTags[state]}`}>{talentStateNames[state]}</span></td>
      <td className="num">{shortDay(startsOn)}</td>
      <td className={`num ${overdue ? 'talent-late' : ''}`}>{endedOn === null ? (plannedEnd === null ? <span className="mut">没有填</span> : `${shortDay(plannedEnd)}${overdue ? ' 已过' : ''}`) : <span className="mut">{shortDay(endedOn)}{state === 'converted' ? '转化' : '退出'}</span>}</td>
      <td title={mentor}>{mentor === '' ? <span className="mut">没有填</span> : mentor}</td>
      <td className="beside" title={last === undefined ? '' : `${last.content}${last.result === '' ? '' : `：${last.result}`}`}>{offer !== null ? <span className="amber-text">{offer.words}，可以登记转化</span> : last === undefined ? <span className="mut">还没有登记</span> : `${shortDay(last.on)} ${last.content}`}</td>
    </tr>
  )
}
