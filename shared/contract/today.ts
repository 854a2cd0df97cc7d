import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { FilledLine } from '../domain/text.ts'
import { TodayAnswer } from '../domain/todayLine.ts'

/** What is due on a day. 不需要，因为… goes by `rules.dismiss` and `rules.undismiss`, under the key of the line. */
export const todayContract = {
  'today.list': {
    answeredBy: 'service',
    input: z.strictObject({ on: IsoDate.optional().describe('absent: today'), role: FilledLine(40).optional().describe('a post in the order of which to tell; absent: the officer\'s posts') }),
    output: TodayAnswer,
  },
} as const
