import { MeetingDraft, type Attendee, type Meeting } from '../../../../shared/domain/meeting.ts'
import { kindElements, kindFacts, type MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { presenceOf } from '../../../../shared/domain/quorum.ts'

const id = (n: number): string => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const names = ['张明', '李华', '王芳', '赵强', '刘洋'] as const

/** A made-up record with everything that a form could ask for, to try a form with where there is no record yet. */
export function sampleRecord(kind: MeetingKind): Meeting {
  const text = Array.from({ length: 3 }, (_, n) => `这是样例内容的第${n + 1}段，用来看一看文字在模板里怎样排列、换行和分段。`).join('\n')
  const draft = MeetingDraft.parse({
    kind, title: `样例${kindFacts[kind].short}`, heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '党员活动室', chair: names[0], recorder: names[1], group: '第一党小组',
    elements: Object.fromEntries(kindElements[kind].map(({ code, entry, hint }) => [code, entry.form === 'number' ? '1' : entry.form === 'person' ? names[0] : entry.form === 'choice' || entry.form === 'choices' ? entry.options[0] ?? '' : hint])),
    guests: [{ name: '孙静', note: '机关党委' }],
    agenda: [
      { title: '学习上级会议精神', reporter: names[1], report: text, speeches: [{ speaker: names[2], text: '结合岗位谈体会。' }], decision: '会议决定：抓好落实。', actions: [{ task: '列出落实清单', owners: names[2], dueText: '9月30日前' }] },
      { title: '研究评优人选', discussion: '经讨论，意见一致。', votes: [{ scene: kind === 'committeeMeeting' ? 'committee' : 'general', method: 'secret', subject: names[3], issued: 5, returned: 5, valid: 5, yes: 5, no: 0, abstain: 0, teller: names[4], counters: names[2] }], decision: '同意推荐。', actions: [{ task: '上报材料', owners: names[1], dueText: '9月20日前' }] },
    ],
  })
  const attendees = names.map((name, n): Attendee => ({ personId: id(n + 1), name, post: n === 0 ? '书记' : n === 1 ? '组织委员' : '', group: '第一党小组', hasVote: true, noVoteReason: null, state: n === 4 ? 'leave' : 'present', reason: n === 4 ? '出差' : '', approvedBy: '', hours: null, makeUp: null }))
  return {
    ...draft, id: id(100), revision: 1, state: 'draft', version: 0, supplementedOn: null, savedAt: '2026-09-08T08:30:00.000Z', attendees, ...presenceOf(kind, attendees),
    agenda: draft.agenda.map((item, n) => ({ ...item, id: id(200 + n), votes: item.votes.map((vote, m) => ({ ...vote, id: id(400 + n * 10 + m) })), actions: item.actions.map((action, m) => ({ ...action, id: id(300 + n * 10 + m), dueOn: '2026-09-30', startOn: null })) })),
  }
}
