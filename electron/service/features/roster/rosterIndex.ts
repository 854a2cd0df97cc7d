import { materialKindsOf } from '../../../../db/repositories/materials.ts'
import { historiesOf, listNames } from '../../../../db/repositories/people.ts'
import { fieldsOf } from '../../../../db/repositories/personFields.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import type { Db } from '../../../../db/connection.ts'
import type { RosterCounts } from '../../../../shared/contract/roster.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { lackIn } from '../../../../shared/domain/memberFile.ts'
import type { MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import { leavingNames, posts as allPosts, type Leaving, type PartyPost, type PersonStatus } from '../../../../shared/domain/person.ts'
import { rosterOn, standingOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { partyAgeOf, workOf } from '../../../../shared/domain/rosterView.ts'
import { asCompared } from './pinyin.ts'

/** One person as of the day of the index. */
export interface Entry {
  id: string; name: string; status: PersonStatus | null; posts: readonly PartyPost[]; group: string | null; hasVote: boolean; noVoteReason: string | null
  isHere: boolean; isMember: boolean
  /** Of who is not in the branch: since when and why, or from when on. */
  note: string
  values: MemberFieldValues; work: string; missing: number; required: number; partyAge: number | null; postRank: number
  /** Name, department and job, as they are compared with what is typed. */
  compared: string
}
/** Everybody ever entered: those in the branch in the order of the roster, then the others. */
export interface RosterIndex { on: IsoDate; people: number; entries: readonly Entry[]; counts: RosterCounts }

const kept = new WeakMap<Db, RosterIndex[]>()
/** As many days as an officer goes to and fro between. */
const mostDays = 3

/** Of a day, as long as nothing about anybody changed. */
const keptIndexes = (db: Db, people: number): RosterIndex[] => (kept.get(db) ?? []).filter((index) => index.people === people)

/**
 * The roster of a day with what the list needs of each person, kept in memory until anything about anybody changes: reading and computing ten
 * thousand people takes half a second, a page of them must not.
 */
export function rosterIndex(db: Db, on: IsoDate): RosterIndex {
  const { people } = rosterTally(db)
  const known = keptIndexes(db, people)
  const index = known.find((each) => each.on === on) ?? buildIndex(readPeople(db, on, listNames(db)), on, people)
  kept.set(db, [index, ...known.filter((other) => other !== index)].slice(0, mostDays))
  return index
}

/** Makes the same for when it is asked, some people at a time, so that other calls go between. Ends without it where the roster changed meanwhile. */
export function* rosterIndexInPieces(db: Db, on: IsoDate, atOnce: number): Generator<undefined, undefined> {
  const { people } = rosterTally(db)
  if (keptIndexes(db, people).some((each) => each.on === on)) return
  const [names, read] = [listNames(db), [] as PersonRead[]]
  for (let at = 0; at < names.length; at += atOnce) {
    yield
    if (rosterTally(db).people !== people) return
    read.push(...readPeople(db, on, names.slice(at, at + atOnce)))
  }
  kept.set(db, [buildIndex(read, on, people), ...keptIndexes(db, people)].slice(0, mostDays))
}

/** One person with what is computed from their own data alone. */
interface PersonRead { person: PersonWithHistory; known: Pick<Entry, 'values' | 'work' | 'missing' | 'required' | 'partyAge' | 'postRank' | 'compared'> }

function readPeople(db: Db, on: IsoDate, names: readonly { id: string; name: string }[]): PersonRead[] {
  const ids = names.map(({ id }) => id)
  const [histories, fields, materials] = [historiesOf(db, ids), fieldsOf(db, ids), materialKindsOf(db, ids)]
  return names.map(({ id, name }): PersonRead => {
    const [history, values] = [histories.get(id) ?? [], fields.get(id) ?? {}]
    const [{ status, posts }, work] = [standingOn(history, on), workOf(values)]
    return {
      person: { id, name, history },
      known: { values, work, compared: `${asCompared(name)} ${asCompared(work)}`, ...lackIn(values, status, materials.get(id) ?? []), partyAge: partyAgeOf(status, values, on), postRank: posts.length === 0 ? allPosts.length : Math.min(...posts.map((post) => allPosts.indexOf(post))) },
    }
  })
}

const noteOf = ({ history }: PersonWithHistory, on: IsoDate): string => {
  const left = history.filter((change) => change.field === 'left' && change.from <= on).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (left?.value) return `${chineseDate(left.from)}${leavingNames[left.value as Leaving]}`
  const begins = history.map(({ from }) => from).toSorted()[0]
  return begins === undefined ? '还没有登记人员类别' : `${chineseDate(begins)}起在册`
}

/** Pure: everybody in the order of the roster of a day, and how many there are of each. */
function buildIndex(read: readonly PersonRead[], on: IsoDate, tally: number): RosterIndex {
  const people = read.map(({ person }) => person)
  const known = new Map(read.map((each) => [each.person.id, each.known]))
  const roster = rosterOn(people, on)
  const here = new Set(roster.map(({ id }) => id))
  const present = roster.flatMap((entry): Entry[] => {
    const own = known.get(entry.id)
    return own === undefined ? [] : [{ ...entry, isHere: true, isMember: entry.status === 'fullMember' || entry.status === 'probationaryMember', note: '', ...own }]
  })
  const away = read.filter(({ person }) => !here.has(person.id)).map(({ person, known: own }): Entry => {
    const { status, posts, group } = standingOn(person.history, on)
    return { id: person.id, name: person.name, status, posts, group, hasVote: false, noVoteReason: null, isHere: false, isMember: false, note: noteOf(person, on), ...own }
  })
  const members = present.filter(({ isMember }) => isMember)
  const ages = members.flatMap(({ partyAge }) => (partyAge === null ? [] : [partyAge]))
  const groups = Map.groupBy(members.filter(({ group }) => group !== null), ({ group }) => group ?? '')
  return {
    on, people: tally, entries: [...present, ...away],
    counts: {
      full: members.filter(({ status }) => status === 'fullMember').length, probationary: members.filter(({ status }) => status === 'probationaryMember').length,
      others: present.length - members.length, former: away.length, withVote: present.filter(({ hasVote }) => hasVote).length,
      incomplete: members.filter(({ missing }) => missing > 0).length, averagePartyAge: ages.length === 0 ? null : Math.round(ages.reduce((sum, age) => sum + age, 0) / ages.length),
      groups: [...groups].map(([name, all]) => ({ name, members: all.length })),
    },
  }
}
