import * as z from 'zod'
import { contract } from '../../../../shared/contract/index.ts'
import type { Handlers } from '../../router.ts'

/** What this service answers, as JSON Schemas. */
export const contractHandlers = () => ({
  'contract.list': () => Object.entries(contract)
    .filter(([, { answeredBy }]) => answeredBy === 'service')
    .map(([channel, { input, output }]) => ({
      channel,
      input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
      output: z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }),
    })),
}) satisfies Partial<Handlers>
