import { chineseDate } from '../../../shared/domain/dates.ts'
import { leave, useRoute } from '../session/index.ts'
import { PersonPanel } from './PersonPanel.tsx'
import { useStudy, type Ledger, type Row } from './studyStore.ts'

const isNone = (hours: string): boolean => Number(hours) === 0
const orDash = (hours: string) => (isNone(hours) ? <span className="mut">—</span> : hours)

/** People by hours: who lacks most comes first; a person's records stand beside the table. */
export function LedgerPart({ ledger }: { ledger: Ledger }) {
  const { personId, choose, show } = useStudy()
  const go = useRoute((state) => state.go)
  const { rows, sums, year, since } = ledger
  const chosen = rows.find((row) => row.personId === personId) ?? null
  if (rows.length === 0 && `${year}-12-31` < since) return <div className="empty"><p>{year}年在建账日期（{chineseDate(since)}）以前，不要求学时，也不记账。</p></div>
  if (rows.length === 0) return <div className="empty"><p>{year}年没有党员在册。先登记党员，这里就按每人要求的学时记账；会议的学时从记录里来。</p><button className="btn" type="button" onClick={() => void leave(() => go({ screen: 'people' }))}>去登记党员</button></div>
  return (
    <div className={`with-side ${chosen ? 'open' : ''}`}>
      <div className="study-main">
        {sums.waiting > 0 && <div className="notice" role="status"><span>{sums.waiting}次会议的学时还没有确认，没有计入下表。</span><button className="btn small" type="button" onClick={() => show('proposals')}>去确认</button></div>}
        <div className="table-room" tabIndex={0} role="region" aria-label={`${year}年学时`}>
          <table className="plain list study-ledger">
            <thead><tr><th scope="col">姓名</th><th scope="col" className="study-post">职务和党小组</th><th scope="col" className="r">要求</th><th scope="col" className="r">政治理论</th><th scope="col" className="r">业务</th><th scope="col" className="r">合计</th><th scope="col" className="r">还差</th><th scope="col" className="r beside">待确认</th><th scope="col" className="r beside">计划还有</th><th scope="col" className="r beside" title="小时，不计学时">志愿服务</th><th scope="col" className="r beside" title="参加的次数，不计学时">群团活动</th></tr></thead>
            <tbody>{rows.map((row) => <LedgerRow key={row.personId} row={row} isChosen={row.personId === personId} onOpen={() => void choose(row.personId)} />)}</tbody>
          </table>
        </div>
        <p className="mut sm">党员每年32学时，书记和支委每年56学时（待核），不满一年的按在册天数。{since > `${year}-01-01` ? `${chineseDate(since)}建账，以前的学时请登记或导入。` : ''}志愿服务共{sums.volunteer}小时{isNone(sums.othersVolunteer) ? '' : `，另有名册以外的人${sums.othersVolunteer}小时`}，与志愿服务人均时长用同一份记录；志愿服务和群团活动不计学时。</p>
      </div>
      {chosen && <PersonPanel key={chosen.personId} row={chosen} ledger={ledger} onClose={() => void choose(null)} />}
    </div>
  )
}

function LedgerRow({ row, isChosen, onOpen }: { row: Row; isChosen: boolean; onOpen(): void }) {
  const { name, post, group, isHere, asked, askedWords, theory, business, total, short, stillShort, waiting, waitingOpen, planned, plannedOpen, volunteer, mass, massHours } = row
  const reached = isNone(short)
  const more = (open: number): string => (open === 0 ? '' : `，另有${open}次没有写学习时间`)
  return (
    <tr className={`${isChosen ? 'chosen' : ''} ${isHere ? '' : 'study-gone'}`}>
      <td title={name}><button className="row-link" type="button" onClick={onOpen}>{name}</button></td>
      <td className="study-post mut sm" title={[post, group].filter((part) => part !== '').join('，')}>{isHere ? [post, group].filter((part) => part !== '').join('，') : '已不在本支部'}</td>
      <td className="r num" title={askedWords}>{asked}</td>
      <td className="r num">{orDash(theory)}</td><td className="r num">{orDash(business)}</td><td className="r num"><b>{total}</b></td>
      <td className={`r num ${reached || !isHere ? '' : isNone(stillShort) ? 'amber-text' : 'study-lacks'}`} title={reached ? '' : isNone(stillShort) ? '待确认的和计划里的够了' : `待确认的和计划里的都算上，还差${stillShort}学时`}>{reached ? <span className="tag green">达标</span> : short}</td>
      <td className="r num beside" title={`待确认${waiting}学时${more(waitingOpen)}`}>{isNone(waiting) && waitingOpen > 0 ? <span className="mut">待填{waitingOpen}次</span> : orDash(waiting)}</td>
      <td className="r num beside" title={`计划里还有${planned}学时${more(plannedOpen)}`}>{isNone(planned) && plannedOpen > 0 ? <span className="mut">{plannedOpen}次</span> : orDash(planned)}</td>
      <td className="r num beside">{orDash(volunteer)}</td><td className="r num beside" title={mass === 0 ? '' : `共${massHours}小时`}>{mass === 0 ? <span className="mut">—</span> : `${mass}次`}</td>
    </tr>
  )
}
