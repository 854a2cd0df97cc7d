import { assertNever } from './assertNever.ts'
import type { IsoDate } from './dates.ts'
import type { Attendance, Attendee } from './meeting.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import { chineseNumeral } from './text.ts'
import { isCommitteePost, postNames, posts, statusNames, type DatedChange, type PartyPost, type PersonStatus, type RosterEntry } from './person.ts'

export interface PersonWithHistory { id: string; name: string; history: readonly DatedChange[] }

interface Standing { status: PersonStatus | null; posts: readonly PartyPost[]; group: string | null; noVote: string | null; left: boolean }

/** What holds for one person on a day: of each thing the latest change not after it. */
export function standingOn(history: readonly DatedChange[], on: IsoDate): Standing {
  const standing: Standing = { status: null, posts: [], group: null, noVote: null, left: false }
  const since: Partial<Record<DatedChange['field'], IsoDate>> = {}
  for (const change of history) {
    const known = since[change.field]
    if (change.from > on || (known !== undefined && change.from < known)) continue
    since[change.field] = change.from
    switch (change.field) {
      case 'status': standing.status = change.value; break
      case 'posts': standing.posts = change.value; break
      case 'group': standing.group = change.value; break
      case 'vote': standing.noVote = change.value; break
      case 'left': standing.left = change.value !== null; break
    }
  }
  return standing
}

const postRank = (entry: { posts: readonly PartyPost[] }): number =>
  entry.posts.length === 0 ? posts.length : Math.min(...entry.posts.map((p) => posts.indexOf(p)))

/**
 * Everybody in the branch on a day, members or not, sorted by 党小组, then post, then as entered.
 * A vote has who is 正式党员 and not suspended from voting (选举条例 art. 5: 预备党员 and 留党察看 have none).
 */
export function rosterOn(people: readonly PersonWithHistory[], on: IsoDate): RosterEntry[] {
  const entries = people.flatMap((person): RosterEntry[] => {
    const { status, posts: held, group, noVote, left } = standingOn(person.history, on)
    if (status === null || left) return []
    const hasVote = status === 'fullMember' && noVote === null
    const noVoteReason = hasVote ? null : status === 'probationaryMember' ? '预备党员' : status === 'fullMember' ? noVote : '不是党员'
    return [{ id: person.id, name: person.name, status, posts: [...held], group, hasVote, noVoteReason }]
  })
  return entries
    .map((entry, entered) => ({ entry, entered }))
    .sort((a, b) => compareGroups(a.entry.group, b.entry.group) || postRank(a.entry) - postRank(b.entry) || a.entered - b.entered)
    .map(({ entry }) => entry)
}

const numerals = new Map(Array.from({ length: 99 }, (_, i) => [chineseNumeral(i + 1), i + 1]))
const numberOf = (group: string): number => {
  const number = /[一二三四五六七八九十]+|\d+/.exec(group)?.[0] ?? ''
  return numerals.get(number) ?? (/^\d+$/.test(number) ? Number(number) : Infinity)
}
/** 第一党小组 before 第二党小组 before 机关党小组; people without a group last. */
export function compareGroups(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const [x, y] = [numberOf(a), numberOf(b)]
  return x === y ? (a < b ? -1 : 1) : x - y
}

/** The branch committee on a day, sorted by post: these are expected at a 支委会 (支部工作条例 art. 12). */
export function committeeOf(roster: readonly RosterEntry[]): RosterEntry[] {
  return roster
    .filter((entry) => entry.status === 'fullMember' && entry.posts.some(isCommitteePost))
    .sort((a, b) => postRank(a) - postRank(b))
}

const isMember = (entry: RosterEntry): boolean => entry.status === 'fullMember' || entry.status === 'probationaryMember'

/** Who is expected at a meeting of a kind by the roster of its day (domain rules section 1.1); nobody where everybody may come. */
export function expectedAt(kind: MeetingKind, roster: readonly RosterEntry[], group = ''): RosterEntry[] {
  const { expects } = kindFacts[kind]
  switch (expects) {
    case 'committee': return committeeOf(roster)
    case 'members': return roster.filter(isMember)
    case 'group': return roster.filter((entry) => isMember(entry) && entry.group === group)
    case 'open': case 'talkers': return []
    default: return assertNever(expects)
  }
}

/** Who is expected at the meetings of many days, by id. Between two changes of anybody the roster is the same: each is made once. */
export function expectedIdsOf(people: readonly PersonWithHistory[]): (kind: MeetingKind, on: IsoDate, group: string) => ReadonlySet<string> {
  const changes = [...new Set(people.flatMap(({ history }) => history.map(({ from }) => from)))].sort()
  const rosters = new Map<IsoDate, RosterEntry[]>()
  const made = new Map<string, ReadonlySet<string>>()
  return (kind, on, group) => {
    const since = changes.findLast((from) => from <= on) ?? ''
    const key = `${since} ${kind} ${group}`
    const known = made.get(key)
    if (known) return known
    const roster = rosters.get(since) ?? rosterOn(people, on)
    const expected = new Set(expectedAt(kind, roster, group).map(({ id }) => id))
    rosters.set(since, roster)
    made.set(key, expected)
    return expected
  }
}

const noMark = { state: null, reason: '', approvedBy: '', hours: null, makeUp: null }

/** A person of the roster with their mark. A plain full member has no post to tell. */
export function attendeeOf(kind: MeetingKind, entry: RosterEntry, mark: Attendance | undefined): Attendee {
  const { state, reason, approvedBy, hours, makeUp } = mark ?? noMark
  const post = (kind === 'committeeMeeting' ? entry.posts.filter(isCommitteePost) : entry.posts).map((p) => postNames[p]).join('、') || (entry.status === 'fullMember' ? '' : statusNames[entry.status])
  return { personId: entry.id, name: entry.name, post, group: entry.group ?? '', hasVote: entry.hasVote, noVoteReason: entry.noVoteReason, state, reason, approvedBy, hours, makeUp }
}

/** Everybody expected with the mark each has; where everybody may come, everybody who has one. */
export function attendeesOf(kind: MeetingKind, roster: readonly RosterEntry[], { attendance, group }: { attendance: readonly Attendance[]; group: string }): Attendee[] {
  const marks = new Map(attendance.map((mark) => [mark.personId, mark]))
  const open = kindFacts[kind].expects === 'open'
  const entries = open ? roster.filter((entry) => marks.has(entry.id)) : expectedAt(kind, roster, group)
  return entries.map((entry) => attendeeOf(kind, entry, marks.get(entry.id)))
}
