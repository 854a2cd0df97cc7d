import type { IsoDate } from './dates.ts'
import { wholeYears, type PartialDate } from './partialDate.ts'
import type { PersonStatus } from './person.ts'
import type { AgeGroupKey, TalentAges } from './talent.ts'

export interface AgedPerson { id: string; name: string; status: PersonStatus; birthOn: PartialDate | null }

/** Where a band ends; the limit of the young ends one too. */
const usualEnds = [25, 30, 35, 40, 45, 50]

const isMember = ({ status }: AgedPerson): boolean => status === 'fullMember' || status === 'probationaryMember'

/**
 * Members, 入党积极分子 with 发展对象, and everybody who is young, side by side by whole years on a day; somebody may stand in two of them. Of a
 * month its first day counts; who was born on 29 February is a year older from 1 March on. Who has no birth date is in no band, and is told.
 */
export function talentAges(people: readonly AgedPerson[], on: IsoDate, youngAge: number): TalentAges {
  const ends = [...new Set([...usualEnds, youngAge])].sort((a, b) => a - b)
  const bands = [...ends.map((end, at) => ({ from: at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end })), { from: (ends.at(-1) ?? 0) + 1, end: Infinity }]
  const aged = people.map((person) => ({ person, age: person.birthOn === null ? null : wholeYears(person.birthOn, on) }))
  const who = (list: typeof aged) => list.map(({ person: { id, name } }) => ({ id, name }))
  const group = (key: AgeGroupKey, name: string, belongs: (person: AgedPerson) => boolean, upTo: number): TalentAges['groups'][number] => {
    const all = aged.filter(({ person }) => belongs(person))
    const told = bands.map(({ from, end }) => (from > upTo ? null : who(all.filter(({ age }) => age !== null && age >= from && age <= end))))
    return { key, name, total: told.reduce((sum, band) => sum + (band?.length ?? 0), 0), bands: told, unknown: who(all.filter(({ age }) => age === null)) }
  }
  const groups = [
    group('members', '党员', isMember, Infinity), group('activists', '积极分子和发展对象', ({ status }) => status === 'activist' || status === 'prospect', Infinity),
    group('young', `${youngAge}岁及以下职工`, () => true, youngAge),
  ]
  const young = aged.filter(({ age }) => age !== null && age <= youngAge)
  const count = (belongs: (person: AgedPerson) => boolean): number => young.filter(({ person }) => belongs(person)).length
  const unknown = groups.find(({ key }) => key === 'young')?.unknown.length ?? 0
  return {
    on, youngAge, labels: bands.map(({ from, end }) => (from === 0 ? `${end}岁及以下` : end === Infinity ? `${from}岁及以上` : from === end ? `${end}岁` : `${from}至${end}岁`)), groups,
    sentence: `名册里${youngAge}岁及以下的职工${young.length}人，其中党员${count(isMember)}人、积极分子和发展对象${count(({ status }) => status === 'activist' || status === 'prospect')}人、入党申请人${count(({ status }) => status === 'applicant')}人、群众${count(({ status }) => status === 'nonMember')}人。${unknown === 0 ? '' : `另有${unknown}人没有填出生日期，没有计入。`}`,
  }
}
