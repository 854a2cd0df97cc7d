import { buildingOf, emptyIndex } from '../../../../db/search/build.ts'
import { firstLook } from '../../../../db/search/findRecords.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import type { SearchAnswer } from '../../../../shared/domain/search.ts'
import { termsOf } from '../../../../shared/domain/searchText.ts'
import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import type { SearchBuilder } from './builder.ts'
import { providers } from './providers.ts'

/** Of all kinds at once only the first few are drawn, so that each has its place. */
const mostOfEach = 6

/** Find anything: whatever the providers know, and how much of each. */
export function searchHandlers({ vault, clock }: Pick<Service, 'vault' | 'clock'>, builder: SearchBuilder) {
  return {
    'search.query': async ({ text, limit, kind, order }): Promise<SearchAnswer> => {
      const db = vault.db()
      builder.beforeSearch()
      const terms = termsOf(text)
      const answer: SearchAnswer = { hits: [], counts: [], building: buildingOf(db) }
      if (terms.length === 0) return answer
      const first = firstLook(db, terms)
      for (const provider of providers) {
        const isDrawn = kind === undefined || kind === provider.kind
        const room = limit - answer.hits.length
        const found = await provider.find(db, { terms, order, today: localDay(clock()), most: isDrawn ? Math.min(room, kind === undefined ? mostOfEach : limit) : 0, look: kind === provider.kind ? 'deep' : 'quick', first })
        answer.hits.push(...found.hits)
        if (found.count > 0) answer.counts.push({ kind: provider.kind, count: found.count, more: found.more })
      }
      return answer
    },

    'search.rebuild': () => {
      const db = vault.db()
      emptyIndex(db)
      builder.start()
      return { building: buildingOf(db) }
    },
  } satisfies Partial<Handlers>
}
