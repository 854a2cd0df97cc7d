import { dayOff, isWeekend, unknownHolidays } from '../rules/holidays.ts'
import { attendanceField, customRule, kindRules, remark, type CheckContext, type Finding } from './checkFinding.ts'
import { parseDue } from './actionDates.ts'
import { chineseDate, chineseDateWithWeekday, parseClock } from './dates.ts'
import { isThere, type Meeting } from './meeting.ts'
import { isOpenForWriting, kindFacts } from './meetingKinds.ts'
import { chineseNumeral } from './text.ts'

/** Whether something stands in the record that can only be written once the meeting was: a report may be prepared, and leave asked for, before. */
const hasHappened = ({ state, agenda, attendees }: Meeting): boolean =>
  !isOpenForWriting(state) || attendees.some((a) => a.state !== null && isThere(a.state))
  || agenda.some(({ speeches, discussion, decision, votes }) => speeches.some(({ text }) => text.trim() !== '') || discussion.trim() !== '' || decision.trim() !== '' || votes.length > 0)

/** A record, its 补记 or a 补学 dated before the meeting itself. */
export function datedBeforeFindings({ meeting, today }: CheckContext): Finding[] {
  const { heldOn, supplementedOn, attendees } = meeting
  const findings: Finding[] = []
  if (today < heldOn && hasHappened(meeting)) findings.push(remark('datedBefore', 'heldOn', `会议日期是${chineseDate(heldOn)}，今天是${chineseDate(today)}，会前已经写了会上的内容，请核对日期。`, customRule))
  else if (supplementedOn !== null && supplementedOn < heldOn) findings.push(remark('datedBefore', 'heldOn', `补记日期${chineseDate(supplementedOn)}早于会议日期${chineseDate(heldOn)}，请核对。`, customRule))
  for (const { personId, name, makeUp } of attendees) {
    const on = makeUp?.on ?? null
    if (on !== null && on < heldOn) findings.push(remark('datedBefore', attendanceField(meeting, personId), `${name}的补学日期${chineseDate(on)}早于会议日期${chineseDate(heldOn)}，请核对。`, customRule))
  }
  return findings
}

/** A task to be done before it was given. */
export const dueFindings = ({ meeting: { kind, heldOn, agenda } }: CheckContext): Finding[] => agenda.flatMap(({ id: itemId, actions }, index) => actions.flatMap(({ id, dueText, dueOn }) => {
  const due = dueOn ?? (dueText === '' ? null : parseDue(dueText, heldOn))
  return due === null || due >= heldOn ? [] : [remark('dueBefore', `agenda.${itemId}.action.${id}.dueText`, `议题${chineseNumeral(index + 1)}的时限“${dueText}”早于会议日期${chineseDate(heldOn)}，请核对。`, kindRules[kind])]
}))

const [earliest, latest] = ['07:00', '21:00'] as const

/**
 * Early, late, and on days off. Where everybody may come and nobody must (志愿服务, 群团活动, 道德讲堂) free time is the usual
 * time, and nothing is told.
 */
export function hourFindings({ meeting: { kind, heldOn, startsAt, endsAt } }: CheckContext): Finding[] {
  if (kindFacts[kind].expects === 'open') return []
  const findings: Finding[] = []
  const odd = ([['startsAt', '开始', startsAt], ['endsAt', '结束', endsAt]] as const).find(([, , text]) => {
    const clock = parseClock(text)
    return clock !== null && (clock < earliest || clock > latest)
  })
  if (odd !== undefined) findings.push(remark('night', odd[0], `会议${odd[2]}${odd[1]}，在早上7点之前或者晚上9点之后，请核对时间。`, customRule))
  const day = dayOff(heldOn)
  const unknown = unknownHolidays(heldOn)
  if (day?.off === true) findings.push(remark('dayOff', 'heldOn', `${chineseDateWithWeekday(heldOn)}是休息日（${day.name}），请核对日期。`, customRule))
  else if (unknown !== null && isWeekend(heldOn)) findings.push(remark('dayOff', 'heldOn', `${chineseDateWithWeekday(heldOn)}是周末；${unknown}，无法核对是否调休上班。`, customRule))
  else if (unknown !== null) findings.push(remark('holidaysUnknown', 'heldOn', `${unknown}，无法核对是否节假日。`, customRule))
  return findings
}
