// 今天 over random histories and clocks: nothing lost, doubled or due before its rule began.
import { afterAll, describe, expect, it } from 'vitest'
import { addDays, addMonths, localDay } from '../../shared/domain/dates.ts'
import type { FrequencySource, HeldMeeting } from '../../shared/domain/frequency.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { PersonWithHistory } from '../../shared/domain/roster.ts'
import { linesOn, type TodayFacts } from '../../shared/domain/today.ts'
import type { TodayLine } from '../../shared/domain/todayLine.ts'
import { shippedRules, type Rule } from '../../shared/rules/library.ts'
import { randomFrom } from '../fixtures/paragraphs.ts'
import { factsOf } from './todayFacts.ts'

const histories = 10_000
const groups = ['第一党小组', '第二党小组']

/** A branch of six whose second group is given up on some day. */
function peopleUntil(givenUp: string | null): PersonWithHistory[] {
  return ['甲', '乙', '丙', '丁', '戊', '己'].map((name, at): PersonWithHistory => {
    const dated = (field: string, from: string) => ({ id: `${name}${field}${from}`, personId: name, from })
    return {
      id: name, name, history: [
        { ...dated('status', '2020-01-01'), field: 'status', value: 'fullMember' }, { ...dated('posts', '2020-01-01'), field: 'posts', value: at === 0 ? ['secretary'] : at === 1 ? ['organizationCommissioner'] : [] },
        { ...dated('group', '2020-01-01'), field: 'group', value: groups[at % 2] ?? null }, ...(givenUp !== null && at % 2 === 1 ? [{ ...dated('group', givenUp), field: 'group' as const, value: groups[0] ?? null }] : []),
      ],
    }
  })
}

type State = HeldMeeting['state']
const kinds = ['committeeMeeting', 'themeDay', 'groupMeeting', 'generalMeeting'] as const satisfies readonly MeetingKind[]
const states: readonly State[] = ['planned', 'notified', 'draft', 'final', 'archived']
const counted = { R02: 'committeeMeeting', R05: 'themeDay', R03: 'groupMeeting', R01: 'generalMeeting' } as const
const edges = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-12-31', '2025-01-01', '2025-02-28', '2027-12-31', '2028-02-29', '2028-12-31', '2026-09-30', '2026-10-01']

interface History { facts: TodayFacts; on: string; themeDayFrom: string; since: string; givenUp: string | null; twice: string | null }

function historyOf(random: () => number): History {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? list[0] as T
  const on = random() < 0.3 ? pick(edges) : addDays('2024-01-01', Math.floor(random() * 1800))
  const near = (back: number, ahead: number) => addDays(on, Math.floor(random() * (back + ahead)) - back)
  const since = near(500, 40)
  const themeDayFrom = near(400, 60)
  const givenUp = random() < 0.3 ? near(300, 30) : null
  const twice = random() < 0.3 ? near(200, 30) : null
  const rules: Rule[] = shippedRules.filter(({ id }) => id in counted).map((rule) => (rule.id === 'R05' ? { ...rule, inForceFrom: themeDayFrom } : rule))
  const meetings: HeldMeeting[] = Array.from({ length: Math.floor(random() * 30) }, (_, n) => {
    const kind = pick(kinds)
    return { id: `m${n}`, kind, heldOn: near(450, 40), group: kind === 'groupMeeting' ? pick(groups) : '', state: pick(states), isSupplement: false }
  })
  const frequency: FrequencySource = { rules, settings: twice === null ? [] : [{ ruleId: 'R02', from: twice, isOn: true, times: 2 }], since, meetings, people: peopleUntil(givenUp), dismissals: [] }
  const open = meetings.flatMap(({ id, kind, heldOn, group, state }) => (state === 'final' || state === 'archived' ? [] : [{ id, kind, heldOn, group, state, startsAt: '', wasFinal: false }]))
  const actions = Array.from({ length: Math.floor(random() * 4) }, (_, n) => ({ id: `a${n}`, title: `第${n}项`, owner: pick(['甲', '乙', '']), source: 'own' as const, state: pick(['todo', 'doing', 'review'] as const), decidedOn: near(100, 0), nextOn: random() < 0.2 ? null : near(60, 30), repeatText: '', gone: random() < 0.1, superiorUnit: '', superiorNo: '', meeting: null }))
  return { facts: factsOf({ officer: '乙', posts: [pick(['组织委员', '书记', '客户经理', '党小组长'])], frequency, records: { open, unfiled: [], supplementAfter: 3 }, actions }), on, themeDayFrom, since, givenUp, twice }
}

/** Months and quarters in the plainest way: what is to be told of the four kinds, by key; nothing of the engine is used. */
function expectedNeeds({ facts, on, themeDayFrom, since, givenUp, twice }: History): Set<string> {
  const keys = new Set<string>()
  const lastYear = `${Number(on.slice(0, 4)) - 1}-01-01`
  for (let first = lastYear; first <= on; first = addMonths(first, 1)) {
    const judge = (ruleId: keyof typeof counted, months: number, parts: readonly string[], shownFrom: string): void => {
      const next = addMonths(first, months)
      const last = addDays(next, -1)
      if (last < since || (last < on && first < since) || on < shownFrom || last < lastYear) return
      const day = last < on ? last : on
      if (ruleId === 'R05' && day < themeDayFrom) return
      const asked = ruleId === 'R02' && twice !== null && day >= twice ? 2 : 1
      for (const part of parts) {
        if (part === groups[1] && givenUp !== null && day >= givenUp) continue
        const all = facts.frequency.meetings.filter(({ kind, heldOn, group }) => kind === counted[ruleId] && heldOn >= first && heldOn < next && group === part)
        const done = all.filter(({ state, heldOn }) => heldOn <= on && ['draft', 'final', 'archived'].includes(state)).length
        if (done >= asked || all.length >= asked) continue
        keys.add(`${ruleId} ${first} ${part}`.trim())
      }
    }
    judge('R02', 1, [''], first)
    judge('R05', 1, [''], first)
    judge('R03', 1, groups, first)
    if (['01', '04', '07', '10'].includes(first.slice(5, 7))) judge('R01', 3, [''], addMonths(first, 1))
  }
  return keys
}

const needKeys = (lines: readonly TodayLine[]): Set<string> => new Set(lines.filter(({ area }) => area === 'life').map(({ key }) => key))
const withoutOne = (facts: TodayFacts, id: string): TodayFacts => ({ ...facts, frequency: { ...facts.frequency, meetings: facts.frequency.meetings.filter((meeting) => meeting.id !== id) }, records: { ...facts.records, open: facts.records.open.filter((record) => record.id !== id) } })
const asText = (lines: readonly TodayLine[]) => new Map(lines.map((line) => [line.key, JSON.stringify(line)]))

const zone = process.env['TZ']
afterAll(() => { if (zone === undefined) delete process.env['TZ']; else process.env['TZ'] = zone })

/** What is wrong with what is told of a history, in words. */
function faultsOf(history: History, random: () => number): string[] {
  const { facts, on, since } = history
  const { lines } = linesOn(facts, on)
  const faults: string[] = []
  const differ = (what: string, told: ReadonlySet<string>, expected: ReadonlySet<string>): void => {
    const [more, fewer] = [[...told].filter((key) => !expected.has(key)), [...expected].filter((key) => !told.has(key))]
    if (more.length + fewer.length > 0) faults.push(`${what}: too many ${more.join(', ')}; lost ${fewer.join(', ')}`)
  }
  if (new Set(lines.map(({ key }) => key)).size !== lines.length) faults.push('a line is told twice')
  differ('needs', needKeys(lines), expectedNeeds(history))

  // Of each record that is open and of each item at most one line, and none that is to come later or was before 建账日期.
  for (const { id, heldOn, state } of facts.records.open) {
    const told = lines.filter(({ key }) => key.endsWith(` ${id}`)).length
    const isAsked = heldOn >= since && (heldOn <= on || (state === 'planned' && heldOn <= addDays(on, 7)))
    const mayBe = heldOn >= since && state === 'notified' && heldOn <= addDays(on, 6)
    if (told > 1 || (isAsked && told === 0) || (!isAsked && !mayBe && told > 0)) faults.push(`the ${state} record of ${heldOn} has ${told} lines`)
  }
  for (const { id, nextOn, state, gone, owner, decidedOn } of facts.actions) {
    const told = lines.filter(({ key }) => key.split(' ')[1] === id).length
    const isAsked = gone || state === 'review' || (nextOn === null ? owner === '' && decidedOn >= since : nextOn >= since && (owner === '' || nextOn <= addDays(on, 10)))
    // Where people are off on the day, the reminder begins some days earlier.
    const mayBe = nextOn !== null && nextOn >= since && nextOn <= addDays(on, 20)
    if (told > 1 || (isAsked && told === 0) || (!isAsked && !mayBe && told > 0)) faults.push(`the ${state} item of ${nextOn ?? 'no day'} has ${told} lines`)
  }

  const left = facts.frequency.meetings[Math.floor(random() * facts.frequency.meetings.length)]
  if (left) {
    const [before, after] = [asText(lines), asText(linesOn(withoutOne(facts, left.id), on).lines)]
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key))
    const quarter = `${left.heldOn.slice(0, 4)}-${String(Math.floor((Number(left.heldOn.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
    const ruleId = Object.entries(counted).find(([, kind]) => kind === left.kind)?.[0] ?? ''
    const own = new Set([`${ruleId} ${left.kind === 'generalMeeting' ? quarter : `${left.heldOn.slice(0, 7)}-01`} ${left.group}`.trim()])
    const others = changed.filter((key) => !key.endsWith(` ${left.id}`) && !own.has(key))
    if (others.length > 0) faults.push(`without the ${left.state} ${left.kind} of ${left.heldOn} also ${others.join(', ')} changed`)
  }

  // A calendar that was put back asks for what was due then: the same judgement on the earlier day.
  const back = { ...history, on: addDays(on, -Math.floor(random() * 400)) }
  if (random() < 0.1) differ(`put back to ${back.on}`, needKeys(linesOn(facts, back.on).lines), expectedNeeds(back))
  return faults
}

describe(`${histories} random histories and clocks`, () => {
  it('lose nothing, double nothing, ask for nothing before its rule began or before 建账日期, and one record less changes its own lines alone', () => {
    const random = randomFrom(20261122)
    for (let n = 0; n < histories; n++) {
      const history = historyOf(random)
      expect(faultsOf(history, random), `history ${n} on ${history.on}`).toEqual([])
    }
  })

  it('say the same in every zone: the day is the one the computer shows', () => {
    const random = randomFrom(7)
    for (let n = 0; n < 60; n++) {
      const { facts, on } = historyOf(random)
      const said = ['Asia/Shanghai', 'Pacific/Kiritimati', 'America/St_Johns', 'UTC'].map((name) => {
        process.env['TZ'] = name
        return JSON.stringify(linesOn(facts, on))
      })
      expect(new Set(said).size).toBe(1)
    }
    process.env['TZ'] = 'Asia/Shanghai'
    expect(localDay(new Date('2026-12-31T16:30:00Z'))).toBe('2027-01-01')
    process.env['TZ'] = 'UTC'
    expect(localDay(new Date('2026-12-31T16:30:00Z'))).toBe('2026-12-31')
  })
})
