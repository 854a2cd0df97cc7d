import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { findPerson, listPeople, putChange } from '../../../../db/repositories/people.ts'
import { deleteTerm, findTerm, listTerms, putTerm, type StoredTerm } from '../../../../db/repositories/terms.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { endOf, regularEndOf, termFaults, termOn, type CommitteeTerm, type CommitteeTermDraft, type Organisation } from '../../../../shared/domain/organisation.ts'
import { organisationFindings, untilInWords } from '../../../../shared/domain/organisationFindings.ts'
import { changeInWords, isCommitteePost, postNames, type RosterEntry } from '../../../../shared/domain/person.ts'
import { committeeOf, rosterOn, standingOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { refuseImpossible } from './possible.ts'

const shownTerm = (term: StoredTerm): CommitteeTerm => ({ ...term, regularEnd: regularEndOf(term), endsOn: endOf(term) })
/** So many committees of before are told. */
const mostBefore = 30

/** Since when somebody holds the posts they hold on a day; null where nothing tells it. */
function postsSince({ history }: PersonWithHistory, on: IsoDate): IsoDate | null {
  const held = standingOn(history, on).posts.join(',')
  const changes = history.filter(({ field, from }) => field === 'posts' && from <= on).toSorted((a, b) => (a.from < b.from ? 1 : -1))
  let since: IsoDate | null = null
  for (const change of changes) {
    if (change.field !== 'posts' || change.value.join(',') !== held) break
    since = change.from
  }
  return since
}

/** Who was in the committee from which day on, up to `on`, newest first: a new line wherever its people or posts changed. */
function committeesUntil(people: readonly PersonWithHistory[], on: IsoDate): Organisation['before'] {
  const ever = people.filter(({ history }) => history.some((change) => change.field === 'posts' && change.value.some(isCommitteePost)))
  const days = [...new Set(ever.flatMap(({ history }) => history.map(({ from }) => from)))].filter((day) => day <= on).sort()
  const found: { from: IsoDate; members: string[] }[] = []
  for (const from of days) {
    const members = committeeOf(rosterOn(ever, from)).map(({ name, posts }) => `${name}（${posts.filter(isCommitteePost).map((post) => postNames[post]).join('、')}）`)
    if (members.join() !== (found.at(-1)?.members.join() ?? '')) found.push({ from, members })
  }
  return found.toReversed().slice(0, mostBefore)
}

/** The branch as of a day: committee, groups, term, and what the rules say of it. */
export function organisationOn(people: readonly PersonWithHistory[], stored: readonly StoredTerm[], on: IsoDate): Organisation {
  const roster = rosterOn(people, on)
  const byId = new Map(people.map((person) => [person.id, person]))
  const members = roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember')
  const memberOf = ({ id, name, status, posts }: RosterEntry) => ({ id, name, status, isLeader: posts.includes('groupLeader') })
  const count = (entries: readonly RosterEntry[], status: RosterEntry['status']) => entries.filter((entry) => entry.status === status).length
  const groups = [...Map.groupBy(members.filter(({ group }) => group !== null), ({ group }) => group ?? '')].map(([name, all]) => ({
    name, leaders: all.filter(({ posts }) => posts.includes('groupLeader')).map((entry) => entry.name), members: all.map(memberOf), full: count(all, 'fullMember'), probationary: count(all, 'probationaryMember'),
  }))
  const term = termOn(stored, on)
  return {
    on, full: count(members, 'fullMember'), probationary: count(members, 'probationaryMember'), others: roster.length - members.length,
    committee: committeeOf(roster).map(({ id, name, posts }) => { const person = byId.get(id); return { id, name, posts, since: person ? postsSince(person, on) : null } }),
    groups, ungrouped: members.filter(({ group }) => group === null).map(memberOf),
    findings: organisationFindings({ roster, term, on }),
    term: term && shownTerm(term), terms: stored.map(shownTerm), countdown: term && untilInWords(endOf(term), on),
    before: committeesUntil(people, on),
    candidates: roster.filter(({ status }) => status === 'fullMember').map(({ id, name, posts }) => ({ id, name, posts })),
  }
}

/** 支委 and 党小组: who is in them, what the rules say, and changes of several people in one act. */
export function organisationHandlers(service: Service) {
  const { vault, clock, newId } = service
  const organisation = (on: IsoDate) => organisationOn(listPeople(vault.db()), listTerms(vault.db()), on)

  /** Errors: INVALID_INPUT with what is wrong, also where the number of a term is taken. */
  function storeTerm({ id: given, ...facts }: CommitteeTermDraft, id: string): void {
    const db = vault.db()
    const faults = termFaults(facts)
    if (listTerms(db).some((other) => other.id !== id && other.number === facts.number)) faults.push({ path: 'number', message: `第${facts.number}届已经登记过。` })
    if (given !== undefined && findTerm(db, given) === null) throw new AppError('NOT_FOUND')
    if (faults.length > 0) throw new AppError('INVALID_INPUT', { fields: faults })
    putTerm(db, { ...facts, id })
  }

  return {
    'organisation.get': ({ on = localDay(clock()) }) => organisation(on),

    'organisation.change': ({ what, from, changes, term, basis }) => {
      const wanted = changes.filter(({ change }) => (what === 'groups' ? change.field === 'group' : change.field === 'posts'))
      if (wanted.length !== changes.length) throw new AppError('INVALID_INPUT', { fields: [{ path: 'changes', message: '这里只登记支委、党小组和组长的变动。' }] })
      const db = vault.db()
      return db.transaction(() => {
        const stamp = stampOf(service)
        const termId = term && (term.id ?? newId())
        const things: ThingRef[] = [...[...new Set(changes.map(({ personId }) => personId))].map((id): ThingRef => ({ kind: 'person', id })), ...(termId === undefined ? [] : [{ kind: 'term', id: termId } as const])]
        const names = changes.flatMap(({ personId, change }) => {
          const person = findPerson(db, personId)
          if (!person) throw new AppError('NOT_FOUND')
          return [`${person.name}${changeInWords(change)}`]
        })
        const act = what === 'committee' ? 'organisation.committee' : what === 'groups' ? 'organisation.groups' : 'organisation.leader'
        recordOperation(db, { id: newId(), act, entityId: null, stamp, name: () => names.slice(0, 4).join('，') + (names.length > 4 ? `等${names.length}项` : ''), count: () => changes.length, things }, () => {
          for (const { personId, change } of changes) putChange(db, { ...change, id: newId(), personId, from }, stamp.at)
          if (term && termId !== undefined) storeTerm({ ...term, note: [term.note, basis].filter((part) => part !== undefined && part !== '').join('；') }, termId)
        })
        for (const { personId } of changes) refuseImpossible(db, personId)
        noteAct(db, 'organisation.change', null, stamp)
        return organisation(from > localDay(clock()) ? from : localDay(clock()))
      }).immediate()
    },

    'organisation.saveTerm': (draft) => {
      const db = vault.db()
      return db.transaction(() => {
        const id = draft.id ?? newId()
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'term.save', entityId: null, stamp, name: () => `第${draft.number}届支委会（${chineseDate(draft.beganOn)}起）`, things: [{ kind: 'term', id }] }, () => storeTerm(draft, id))
        noteAct(db, 'term.save', id, stamp)
        const stored = findTerm(db, id)
        if (!stored) throw new AppError('NOT_FOUND')
        return shownTerm(stored)
      }).immediate()
    },

    'organisation.removeTerm': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const term = findTerm(db, id)
        if (!term) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'term.remove', entityId: null, stamp, name: () => `第${term.number}届支委会`, things: [{ kind: 'term', id }] }, () => deleteTerm(db, id))
        noteAct(db, 'term.remove', id, stamp)
        return {}
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
