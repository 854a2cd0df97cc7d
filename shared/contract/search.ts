import * as z from 'zod'
import { SearchAnswer, SearchKind, SearchOrder } from '../domain/search.ts'

/** Find anything. */
export const searchContract = {
  'search.query': {
    answeredBy: 'service',
    input: z.strictObject({
      text: z.string().max(200).describe('words parted by blanks, each of which has to be there; a name also as pinyin'),
      limit: z.int().min(1).max(200).default(40).describe('at most so many are shown; what there is besides is counted'),
      kind: SearchKind.optional(),
      order: SearchOrder.default('best'),
    }),
    output: SearchAnswer,
  },
  'search.rebuild': { answeredBy: 'service', input: z.strictObject({}), output: SearchAnswer.pick({ building: true }).describe('the index is made anew from the records, in the background') },
} as const
