import { describe, expect, it } from 'vitest'
import { noticesFor } from '../../shared/domain/notices.ts'
import { noticeSourceOf } from '../../shared/domain/noticeSources.ts'
import { linesOn, mattersOn } from '../../shared/domain/today.ts'
import { todayAreas } from '../../shared/domain/todayLine.ts'
import { factsOf } from './todayFacts.ts'

const id = '0197a000-0000-7000-8000-000000000001'
const until = '2026-11-30'

describe('a line of 今天 on the desktop', () => {
  it.each([
    [`action ${id} ${until}`, 'actions', '议定事项11月30日到期，还有8天。'],
    [`accept ${id}`, 'actions', '议定事项验收11月30日到期，还有8天。'],
    [`hold ${id}`, 'records', '会议11月30日召开，还有8天。'],
    [`finish ${id}`, 'records', '会议记录定稿11月30日到期，还有8天。'],
    [`probation ${id} ${until}`, 'people', '预备期11月30日到期，还有8天。'],
    [`term ${id} ${until} 3`, 'people', '支委会换届11月30日到期，还有8天。'],
    [`close ${id} ${until}`, 'goals', '项目结题11月30日到期，还有8天。'],
    ['张三 some new kind of line', 'people', '人员日期11月30日到期，还有8天。'],
  ] as const)('%s', (key, area, body) => {
    const source = noticeSourceOf({ key, area, until, open: { screen: 'meeting', meetingId: id, at: 'record' } })
    expect(source && noticesFor([source], '2026-11-22')).toEqual([{ title: '支部工作台', body }])
  })

  it('of what the rules ask for has the name of its kind', () => {
    const source = noticeSourceOf({ key: 'R05 2026-11-01', area: 'life', until, open: { screen: 'newMeeting', kind: 'themeDay', heldOn: until, group: '', relation: '' } })
    expect(source).toEqual({ key: 'R05 2026-11-01', until, group: 'meetings', topic: 'themeDay' })
  })

  it('of an item is the same matter before and after somebody is responsible for it', () => {
    const [before, after] = [`owner ${id}`, `action ${id} ${until}`].map((key) => noticeSourceOf({ key, area: 'actions', until, open: { screen: 'action', actionId: id } }))
    expect(before).toEqual(after)
  })

  it('without a day is none, in every area', () => {
    for (const area of todayAreas) expect(noticeSourceOf({ key: 'x', area, until: null, open: { screen: 'backups' } })).toBeNull()
  })

  it('of a record is told a day before at most', () => {
    expect(noticeSourceOf({ key: `hold ${id}`, area: 'records', until, open: { screen: 'meeting', meetingId: id, at: 'record' } })?.atMost).toBe(1)
    expect(noticeSourceOf({ key: 'file 2026', area: 'records', until, open: { screen: 'meetings', state: 'final', year: 2026 } })?.atMost).toBeUndefined()
  })
})

it('the matters of a day are those of 今天, also before it tells of them, without what is 不需要', () => {
  const on = '2026-11-22'
  const far = '2027-01-15'
  const { frequency } = factsOf()
  const [needed] = linesOn(factsOf(), on).lines
  const action = { id, title: '', owner: '吴国栋', source: 'own', confidential: false, state: 'todo', decidedOn: on, nextOn: far, repeatText: '', gone: false, superiorUnit: '', superiorNo: '', meeting: null } as const
  const facts = factsOf({ actions: [action], frequency: { ...frequency, dismissals: [{ key: needed?.key ?? '', reason: '上级已统一安排' }] } })
  const keys = mattersOn(facts, on).map(({ key }) => key)
  expect(keys).toContain(`action ${id} ${far}`)
  expect(linesOn(facts, on).lines.map(({ key }) => key)).not.toContain(`action ${id} ${far}`)
  expect(keys).toEqual(expect.arrayContaining(linesOn(facts, on).lines.map(({ key }) => key)))
  expect(keys).not.toContain(needed?.key)
})
