import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { namesOf } from './attendanceFacts.ts'
import { noticeFacts } from './elementFacts.ts'
import type { Fact, NoticePaper, PaperSource } from './paper.ts'
import { heldAs, meetingName, setTitle } from './titles.ts'
import { blank, blankDate, filled, guestsInWords, senderName, timeInWords } from './wording.ts'

/** 通知 (domain rules section 5.1): who is asked to come, when, where and to what. */
export function noticePaper({ meeting, workspace, preset, today }: PaperSource): NoticePaper {
  const { kind, heldOn, place, guests, agenda } = meeting
  const name = meetingName(meeting, workspace.branch)
  const gap = kindElements[kind].length === 0 ? [blank] : []
  return {
    document: 'notice',
    preset,
    title: setTitle(`关于${heldAs[kind]}${name}的通知`),
    addressee: `${addresseeOf(meeting)}${guests.length === 0 ? '' : '、各列席人员'}：`,
    lead: `定于${chineseDate(heldOn)}${heldAs[kind]}${name}，现将有关事项通知如下：`,
    facts: [
      { label: '时间', text: timeInWords({ ...meeting, endsAt: null }) },
      { label: '地点', text: filled(place) },
      ...noticeFacts(meeting),
      ...invitedFacts(meeting),
    ],
    agenda: agenda.length === 0 ? gap : agenda.map((item, index) => `（${chineseNumeral(index + 1)}）${filled(item.title).replace(/[。；;]+$/, '')}${item.reporter === '' ? '' : `（汇报人：${item.reporter}）`}`),
    requirements: requirementsOf(meeting),
    sender: senderName(workspace),
    // A notice printed after the meeting went out on a day that nobody recorded.
    date: today <= heldOn ? chineseDate(today) : blankDate,
  }
}

function addresseeOf({ kind, group, elements }: Meeting): string {
  const { expects } = kindFacts[kind]
  switch (expects) {
    case 'committee': return '支部委员会各委员'
    case 'members': return '各位党员'
    case 'group': return `${group === '' ? `${blank}党小组` : group}各位党员`
    case 'open': return '各位同志'
    case 'talkers': return `${filled(elements.talkedTo ?? '')}同志`
    default: return assertNever(expects)
  }
}

/** Who is asked to come. A whole branch or group is not listed by name. */
function invitedFacts({ kind, attendees, guests, group }: Meeting): Fact[] {
  const { expects } = kindFacts[kind]
  const sittingIn = { label: '列席人员', text: guestsInWords(guests) }
  switch (expects) {
    case 'committee': return [{ label: '参加人员', text: namesOf(attendees) || blank }, sittingIn]
    case 'members': return [{ label: '参加人员', text: '支部全体党员' }, sittingIn]
    case 'group': return [{ label: '参加人员', text: `${group === '' ? `${blank}党小组` : group}全体党员` }, sittingIn]
    case 'open': return [{ label: '参加人员', text: namesOf(attendees) || blank }, ...(guests.length === 0 ? [] : [sittingIn])]
    case 'talkers': return guests.length === 0 ? [] : [sittingIn]
    default: return assertNever(expects)
  }
}

function requirementsOf({ kind }: Meeting): string {
  const { record } = kindFacts[kind]
  switch (record) {
    case '会议': return '请准时参加会议，会前熟悉议题、准备发言；负责汇报的同志提前备好材料。因故不能参加的，请在会前向主持人请假并说明原因。'
    case '活动': return '请准时参加活动；负责讲课、汇报的同志提前备好材料。因故不能参加的，请在活动前向主持人请假并说明原因。'
    case '谈话': return '请准时参加。因故不能参加的，请提前告知谈话人。'
    default: return assertNever(record)
  }
}
