import { chineseDate } from '../../../shared/domain/dates.ts'
import { openingSentence, secretVotesOf, type Meeting } from '../../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { attendanceFacts } from './attendanceFacts.ts'
import { endSections, startFacts } from './elementFacts.ts'
import { recordItem } from './itemEntries.ts'
import type { Fact, PaperSource, RecordPaper } from './paper.ts'
import { recordTitle, setTitle } from './titles.ts'
import { agendaList, blank, filled, guestsInWords, linesOf, timeInWords } from './wording.ts'

/** 会议记录, 活动记录, 谈话记录: everything that was written down (domain rules section 1.4). */
export function recordPaper({ meeting, workspace, preset, photos = [] }: PaperSource): RecordPaper {
  const photosTitle = `${kindFacts[meeting.kind].record}照片`
  const sentence = openingSentence(meeting.kind, meeting)
  const typed = linesOf(meeting.opening)
  return {
    document: 'record',
    preset,
    title: setTitle(recordTitle(meeting, workspace.branch, '记录')),
    facts: [
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      ...leaders(meeting),
      ...attendanceFacts(meeting),
      ...guestFact(meeting),
      ...startFacts(meeting),
      ...agendaFact(meeting),
      ...(meeting.supplementedOn === null ? [] : [{ label: '补记', text: `${chineseDate(meeting.supplementedOn)}补记` }]),
    ],
    opening: typed.length > 0 || sentence === '' ? typed : [sentence],
    items: meeting.agenda.map((item, index) => recordItem(item, index, preset, meeting)),
    sections: endSections(meeting, meeting.agenda.length),
    signers: signersOf(meeting),
    photosTitle,
    photos: photos.map(({ jpeg, width, height, caption }, index) => ({ jpeg, width, height, caption, alt: caption === '' ? `${photosTitle}${index + 1}` : caption })),
  }
}

const isTalk = ({ kind }: Meeting): boolean => kindFacts[kind].expects === 'talkers'

/** A talk has neither 主持人 nor 记录人, unless somebody wrote them down. */
const leaders = (meeting: Meeting): Fact[] => [{ label: '主持人', text: meeting.chair }, { label: '记录人', text: meeting.recorder }]
  .filter(({ text }) => text !== '' || !isTalk(meeting))
  .map(({ label, text }) => ({ label, text: filled(text) }))

/** 列席 is told with 无 where somebody could have been asked to sit in; who just came along is told where there is one. */
function guestFact(meeting: Meeting): Fact[] {
  const { expects } = kindFacts[meeting.kind]
  return meeting.guests.length === 0 && (expects === 'open' || expects === 'talkers') ? [] : [{ label: '列席', text: guestsInWords(meeting.guests) }]
}

/** The list of items; a gap where the record would hold nothing without one. */
function agendaFact({ kind, agenda }: Meeting): Fact[] {
  if (agenda.length > 0) return [{ label: '议题', text: agendaList(agenda).join('\n') }]
  return kindElements[kind].every(({ required }) => !required) ? [{ label: '议题', text: blank }] : []
}

function signersOf(meeting: Meeting): string[] {
  if (isTalk(meeting)) return ['谈话人签字', '谈话对象签字']
  return ['主持人签字', '记录人签字', ...(secretVotesOf(meeting.agenda).length > 0 ? ['监票人签字'] : [])]
}
