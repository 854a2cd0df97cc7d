import type { Db } from '../../../../db/connection.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { postNames, statusNames } from '../../../../shared/domain/person.ts'
import { rosterOn } from '../../../../shared/domain/roster.ts'
import { foldText } from '../../../../shared/domain/searchText.ts'
import { pinyinAt } from './pinyin.ts'
import type { Found, Wanted } from './providers.ts'

/** How well a name is meant by all terms: 0 from its beginning, 1 from the middle, null not at all. */
async function closeness(name: string, terms: readonly string[]): Promise<number | null> {
  const folded = foldText(name)
  let worst = 0
  for (const term of terms) {
    const written = folded.indexOf(term)
    const at = written >= 0 ? written : await pinyinAt(term, name)
    if (at < 0) return null
    worst = Math.max(worst, Math.min(at, 1))
  }
  return worst
}

/**
 * People by their names: characters, pinyin, or the first letters of it. A branch has some hundred, so they are looked through. Told beside a name
 * is only what every list shows; why somebody left or lost a vote is not.
 */
export async function findPeople(db: Db, { terms, today, most }: Wanted): Promise<Found> {
  const people = listPeople(db)
  const roster = new Map(rosterOn(people, today).map((entry) => [entry.id, entry]))
  const found: { id: string; name: string; rank: number }[] = []
  for (const { id, name } of people) {
    const close = await closeness(name, terms)
    if (close !== null) found.push({ id, name, rank: close + (roster.has(id) ? 0 : 2) })
  }
  found.sort((a, b) => a.rank - b.rank)
  return {
    count: found.length, more: false,
    hits: found.slice(0, most).map(({ id, name }) => {
      const entry = roster.get(id)
      const note = entry ? [statusNames[entry.status], ...entry.posts.map((post) => postNames[post]), ...(entry.group === null ? [] : [entry.group])].join('　') : '不在册'
      return { kind: 'person', id, name, note, passage: null, more: 0, target: { screen: 'person', personId: id } }
    }),
  }
}
