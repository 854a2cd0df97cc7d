import { postAliases, postNames, posts, type PartyPost } from './person.ts'
import type { TodayDraft, TodayRole } from './todayLine.ts'

/** All words for posts, the longest first: 副书记 holds 书记, 党小组组长 holds 组长. */
const words: readonly (readonly [string, PartyPost])[] = [...posts.map((post) => [postNames[post], post] as const), ...Object.entries(postAliases)].toSorted((a, b) => b[0].length - a[0].length)

/** What a post in the officer's own words means: its posts of the Party, in the order of the words; any other work is of the business. */
export function rolesIn(text: string): TodayRole[] {
  let rest = text.normalize('NFKC').replace(/\s+/g, '')
  const found: { at: number; post: PartyPost }[] = []
  for (const [word, post] of words) {
    for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word)) {
      found.push({ at, post })
      rest = rest.slice(0, at) + '\u0000'.repeat(word.length) + rest.slice(at + word.length)
    }
  }
  const named = [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ post }) => post))]
  return named.length > 0 ? named : rest === '' ? [] : ['business']
}

/** The roles of an officer in the order in which they name their posts. */
export const rolesOf = (ownWords: readonly string[]): TodayRole[] => [...new Set(ownWords.flatMap(rolesIn))]

/** How early a matter comes among those of an officer: by the first of their roles it belongs to; behind all of them where it is of none. */
export function rankFor(roles: readonly TodayRole[], officer: string): (draft: Pick<TodayDraft, 'roles' | 'owner'>) => number {
  return ({ roles: of, owner }) => {
    // What somebody is responsible for by name is theirs, whatever their posts are.
    if (officer !== '' && owner === officer) return -1
    const at = roles.findIndex((role) => of.includes(role))
    return at < 0 ? roles.length : at
  }
}
