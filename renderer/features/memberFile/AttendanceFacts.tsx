import type { AttendanceFigures } from '../../../shared/domain/attendanceFigures.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { meetingKindNames } from '../../../shared/domain/meetingKinds.ts'

const streakWords = { leave: '连续请假', absent: '连续缺席', away: '连续未到' }

/** The reminder at three and six months: it reminds, the branch judges. */
export function AwayWarning({ attendance }: { attendance: AttendanceFigures | null }) {
  const warning = attendance?.warning
  if (!warning) return null
  const { months, since, turns, leaves } = warning
  return (
    <div className="notice warn" role="status"><span><b>自{chineseDate(since)}以来已有{months}个月没有参加组织生活</b>（应到{turns}次未到{leaves > 0 && `，其中请假${leaves}次`}）。{months === 6
      ? '请支部了解原因：没有正当理由连续6个月不参加组织生活的，教管条例第30、31条有规定。' : '请支部及时了解情况、做好提醒（教管条例第30、31条）。'}这里只作提醒，不改变任何状态。</span></div>
  )
}

/** How somebody took part this year. */
export function AttendanceFacts({ attendance }: { attendance: AttendanceFigures }) {
  const { from, expected, present, leave, absent, exempted, unmarked, rate, reasons, streak, lastThere } = attendance
  return (
    <dl className="facts wide-facts">
      <dt>{from.slice(0, 4)}年到会</dt><dd className="num">{expected === 0 ? <span className="mut">还没有签到记录</span> : <>{present} / {expected - exempted}<span className="mut">　{rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`}</span></>}</dd>
      {(leave > 0 || absent > 0) && <><dt>未到</dt><dd>请假{leave}次，缺席{absent}次{exempted > 0 && <span className="mut">　经批准不作硬性要求，{exempted}次不计</span>}</dd></>}
      {reasons.length > 0 && <><dt>原因</dt><dd>{reasons.slice(0, 6).map(({ reason, turns }) => `${reason === '' ? '未写原因' : reason} ${turns}次`).join('，')}{reasons.length > 6 && '等'}</dd></>}
      {streak && <><dt>最近</dt><dd><span className="tag amber">{streakWords[streak.kind]}{streak.turns}次</span></dd></>}
      {lastThere && <><dt>上次参加</dt><dd>{chineseDate(lastThere.heldOn)}<span className="mut">　{meetingKindNames[lastThere.kind].short}</span></dd></>}
      {unmarked > 0 && <><dt>未签到</dt><dd className="mut">有{unmarked}次会议没有登记此人是否到会，未计入</dd></>}
    </dl>
  )
}
