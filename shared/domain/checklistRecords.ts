import type { CheckLink, Verdict } from './checklist.ts'
import type { CheckedRecord, ChecklistFacts, Verdicts } from './checklistFacts.ts'
import { recordInWords, recordLink } from './checklistLife.ts'
import { chineseDate } from './dates.ts'
import { isOpenForWriting } from './meetingKinds.ts'

/** Findings that are no fault of a record: for a year whose days off nobody knows, nothing is said against it. */
const noFault = new Set(['holidaysUnknown'])

const faultsOf = ({ findings }: CheckedRecord): number => findings.filter(({ kind }) => !noFault.has(kind)).length
const unmarked = ({ findings }: CheckedRecord): boolean => findings.some(({ kind, field }) => kind === 'missing' && field.startsWith('attendance.'))

/**
 * 记录规范: every record of the year whose time for 定稿 is over: whole, marked, final, signed, and without what inspectors look for
 * (domain rules section 1.4). 补记 is told and is no fault: it says so itself.
 */
function records({ records: all, year }: ChecklistFacts): Verdict {
  const due = all.filter(({ isDue }) => isDue)
  const young = all.length - due.length
  const list: CheckLink = { words: '看会议', to: { screen: 'meetings' }, isMissing: false }
  const later = young === 0 ? '' : `另有${young}次还在整理时限内。`
  if (due.length === 0) return { state: 'unknown', words: `${year}年还没有到时限的记录。${later}`, links: [list] }
  const open = due.filter(({ state }) => isOpenForWriting(state))
  const unsigned = due.filter(({ state }) => state === 'final')
  const noMarks = due.filter(unmarked)
  const faulty = due.filter((record) => faultsOf(record) > 0)
  const points = faulty.reduce((sum, record) => sum + faultsOf(record), 0)
  const supplements = due.filter(({ isSupplement }) => isSupplement).length
  const withMinutes = due.filter(({ kind, hasMinutes }) => hasMinutes && (kind === 'committeeMeeting' || kind === 'generalMeeting')).length
  const mayHaveMinutes = due.filter(({ kind }) => kind === 'committeeMeeting' || kind === 'generalMeeting').length
  const parts = [
    ...(open.length > 0 ? [`${open.length}次还没有定稿`] : []), ...(unsigned.length > 0 ? [`${unsigned.length}次定稿了还没有签字归档`] : []),
    ...(noMarks.length > 0 ? [`${noMarks.length}次签到不全`] : []), ...(faulty.length > 0 ? [`${faulty.length}次的记录有待查的地方，共${points}处`] : []),
  ]
  const told = `${supplements === 0 ? '' : `其中补记${supplements}次。`}${mayHaveMinutes === 0 ? '' : `支委会和党员大会${mayHaveMinutes}次，有纪要的${withMinutes}次。`}${later}`
  if (parts.length === 0) return { state: 'ok', words: `${due.length}次记录都已签字归档，没有待查的地方。${told}`, links: [list] }
  const links = due.flatMap((record): CheckLink[] => {
    const lacks = [...(isOpenForWriting(record.state) ? ['没有定稿'] : record.state === 'final' ? ['没有签字归档'] : []), ...(unmarked(record) ? ['签到不全'] : []), ...(faultsOf(record) > 0 ? [`待查${faultsOf(record)}处`] : [])]
    return lacks.length === 0 ? [] : [recordLink(record, lacks.join('，'))]
  })
  return { state: 'missing', words: `到时限的记录${due.length}次：${parts.join('；')}。${told}`, links }
}

/** 计划, 小结, 总结: whether something in the records is called so. That the paper itself is there, a person has to see. */
function plans({ texts, year }: ChecklistFacts): Verdict {
  const names = { plan: '计划', summary: '小结', report: '总结' } as const
  const kinds = ['plan', 'summary', 'report'] as const
  const found = kinds.map((what) => ({ what, those: texts.filter((text) => text.what === what) }))
  const none = found.filter(({ those }) => those.length === 0).map(({ what }) => names[what])
  const some = found.filter(({ those }) => those.length > 0).map(({ what, those }) => `${names[what]}${those.length}处`)
  const words = `${some.length === 0 ? `${year}年的议题和附件里没有找到计划、小结和总结` : `${year}年的议题和附件里提到${some.join('、')}${none.length === 0 ? '' : `，没有找到${none.join('、')}`}`}。请对照文稿填写。`
  return { state: 'unknown', words, links: texts.map(({ what, meetingId, heldOn, kind }) => ({ words: `${recordInWords({ heldOn, kind, group: '' })}：${names[what]}`, to: { screen: 'meeting', meetingId }, isMissing: false })) }
}

/** 议定事项: what is overdue or has nobody who is responsible. Titles stay out of the list: some are 不公开. */
function actions({ actions: open, on }: ChecklistFacts): Verdict {
  const list: CheckLink = { words: '看议定事项', to: { screen: 'actions' }, isMissing: false }
  const overdue = open.filter(({ isOverdue }) => isOverdue)
  const nobody = open.filter(({ hasOwner }) => !hasOwner)
  const parts = [...(overdue.length > 0 ? [`${overdue.length}项逾期`] : []), ...(nobody.length > 0 ? [`${nobody.length}项没有责任人`] : [])]
  if (parts.length > 0) return { state: 'missing', words: `没有办结的${open.length}项，其中${parts.join('、')}。`, links: [{ ...list, isMissing: true }] }
  return { state: 'ok', words: open.length === 0 ? `到${chineseDate(on)}没有未办结的议定事项。` : `没有办结的${open.length}项，都有责任人，没有逾期。`, links: [list] }
}

/** 备份 as it stands today. */
function backup({ backup: found }: ChecklistFacts): Verdict {
  const link: CheckLink = { words: '看备份', to: { screen: 'backups' }, isMissing: false }
  if (found === null) return { state: 'unknown', words: '备份只按今天的情况核对。', links: [link] }
  if (found.reminders.length > 0) return { state: 'missing', words: found.reminders.join(''), links: [{ ...link, isMissing: true }] }
  return { state: found.lastOn === null ? 'missing' : 'ok', words: found.lastOn === null ? '还没有备份。' : `最近一份备份是${chineseDate(found.lastOn)}的，没有需要处理的提醒。`, links: [link] }
}

/** C04 and 记录和资料. */
export const recordsVerdicts = (facts: ChecklistFacts): Verdicts => ({ C04: plans(facts), C14: records(facts), C19: actions(facts), C20: backup(facts) })
