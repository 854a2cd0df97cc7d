import { describe, expect, it } from 'vitest'
import { actionsOfMeeting } from '../../shared/domain/actionsOfMeeting.ts'
import { MeetingDraft } from '../../shared/domain/meeting.ts'
import { rosterOn } from '../../shared/domain/roster.ts'
import { record } from '../fixtures/committee-2026-09-08.ts'
import { people, sampleNames, sampleRecord } from '../fixtures/samples.ts'
import { cleanDraft, idOf, item, meetingFrom, roster } from './meetingFactory.ts'

const projects = [{ id: 'west', name: '城西片区真烟流动治理' }, { id: 'visits', name: '走访覆盖提升' }, { id: 'rain', name: '雨天配送保障' }]
const of = (draft: MeetingDraft, known = projects) => actionsOfMeeting(draft, { people: rosterOn(people, draft.heldOn), projects: known })
const line = ({ responsible, helpers, from, due, repeat, links }: ReturnType<typeof of>['items'][number]): string =>
  [responsible.name, ...helpers.map(({ name }) => `+${name}`), from === null ? '' : `from ${from}`, due ?? 'no end', repeat ? `${repeat.every} ${repeat.on.join(',')}` : '', ...links.map(({ name }) => name)].filter((part) => part !== '').join(' ')

const decided = [
  '吴国栋 2026-09-30', '林静怡 2026-09-15', '赵文博 2026-12-15 城西片区真烟流动治理', '钱雅文 2026-12-15 走访覆盖提升', '马晓东 2026-12-15 雨天配送保障', '郑浩然 2026-10-12',
  '林静怡 2026-09-22', '郑浩然 2026-11-05', '孙立军 +钱雅文 from 2026-10-19 no end week 3,5 城西片区真烟流动治理', '周启明 2026-10-30 走访覆盖提升', '何晓燕 2026-11-10',
]

describe('the three sample minutes', () => {
  const drafts = sampleNames.map((name) => sampleRecord(name).draft)
  it('decide exactly eleven items, and three monthly series', () => {
    const found = drafts.map((draft) => of(draft))
    expect(found.flatMap(({ items }) => items.map(line))).toEqual(decided)
    expect(found.flatMap(({ series }) => series.map(({ title, responsible, project, repeat }) => ({ title, who: responsible.name, project: project.id, repeat })))).toEqual([['赵文博', 'west'], ['钱雅文', 'visits'], ['马晓东', 'rain']]
      .map(([who, project]) => ({ title: '报进度', who, project, repeat: { every: 'month', on: [25], until: '2026-12-15' } })))
    expect(found.flatMap(({ items }) => items.map(({ responsible }) => responsible.id)).every((id) => id !== null)).toBe(true)
  })
  it('leave the nomination for 先锋岗 as a finding', () => {
    expect(drafts.flatMap((draft) => of(draft).findings)).toEqual([{ code: 'noOwner', field: 'agenda.3.addAction', message: '议题四：“报县局党委，公示5个工作日”没有责任人和时限，没有列入任务。' }])
  })
  it('say the same before any project is known, and by their own words typed through the screens', () => {
    expect(drafts.flatMap((draft) => of(draft, []).items.map(line))).toEqual(decided)
    expect(of(MeetingDraft.parse({ ...record, attendance: [] })).items.map(line)).toEqual(decided.slice(0, 6))
    expect(of(MeetingDraft.parse({ ...record, attendance: [] })).series).toHaveLength(3)
  })
  it('give every item a key of its own that stays', () => {
    const keys = drafts.map((draft) => [...of(draft).items, ...of(draft).series].map(({ key }) => key))
    for (const [i, draft] of drafts.entries()) {
      expect(new Set(keys[i]).size).toBe(keys[i]?.length)
      expect([...of(draft, []).items, ...of(draft, []).series].map(({ key }) => key)).toEqual(keys[i])
    }
  })
})

describe('a stored record', () => {
  const stored = (...actions: NonNullable<Parameters<typeof item>[0]>['actions'] & object) => actionsOfMeeting(meetingFrom(cleanDraft('committeeMeeting', { agenda: [item({ actions })] })), { people: roster, projects })
  it('gives each row once, with its ids, and counts the first owner responsible', () => {
    const id = idOf(9, 1)
    expect(stored({ id, task: '填写立项书', owners: '孙立军、钱雅文', dueText: '下周五' }).items).toMatchObject([{ key: id, actionId: id, itemId: idOf(3, 0), itemAt: 0, actionAt: 0, title: '填写立项书', responsible: { id: idOf(1, 5), name: '孙立军' }, helpers: [{ name: '钱雅文' }], due: '2026-09-18' }])
  })
  it('tells 牵头 and 配合 apart, whichever comes first', () => {
    expect(stored({ task: '核对', owners: '吴国栋牵头，林静怡、何晓燕配合', dueText: '9月30日前' }).items).toMatchObject([{ responsible: { name: '吴国栋' }, helpers: [{ name: '林静怡' }, { name: '何晓燕' }] }])
    expect(stored({ task: '核对', owners: '林静怡配合，吴国栋负责' }).items).toMatchObject([{ responsible: { name: '吴国栋' }, helpers: [{ name: '林静怡' }], due: null }])
  })
  it('keeps a name nobody knows', () => { expect(stored({ task: '核对', owners: '张三' }).items).toMatchObject([{ responsible: { id: null, name: '张三' } }]) })
  it('makes a finding of a row without an owner, and nothing of an empty one', () => {
    const { items, findings } = stored({ task: '补签到表', owners: '', dueText: '9月30日前' }, { task: ' ', owners: '' })
    expect(items).toEqual([])
    expect(findings).toMatchObject([{ code: 'noOwner', message: '议题一：“补签到表”没有责任人，没有列入任务。' }])
  })
  it('ends a repetition on the day by which, and finds one in the words of the task', () => {
    expect(stored({ task: '每周五报进度', owners: '吴国栋', dueText: '12月15日前' }).items).toMatchObject([{ due: '2026-12-15', repeat: { every: 'week', on: [5], until: '2026-12-15' } }])
  })
  it('ties a row to the project of the passage that speaks of it, of two the first', () => {
    const speeches = [{ speaker: '钱雅文', text: '汇报“走访覆盖提升”：台账待核对。' }, { speaker: '马晓东', text: '汇报“雨天配送保障”：台账待核对。' }]
    expect(actionsOfMeeting(meetingFrom(cleanDraft('committeeMeeting', { agenda: [item({ title: '交流', report: '', speeches, actions: [{ task: '核对台账', owners: '吴国栋' }] })] })), { people: roster, projects }).items).toMatchObject([{ links: [{ id: 'visits', sure: false }] }])
  })
  it('finds nothing to do in a decision that only agrees', () => {
    expect(actionsOfMeeting(meetingFrom(cleanDraft('committeeMeeting', { agenda: [item({ decision: '同意四季度党课安排。', actions: [] })] })), { people: roster, projects }).findings).toEqual([])
  })
})
