import { randomBytes } from 'node:crypto'
import { errorOfSqlite } from '../../db/connection.ts'
import { contract, type Output, type Parsed, type ServiceChannel } from '../../shared/contract/index.ts'
import { largestCurve, mostCurves } from '../../shared/contract/fusionPapers.ts'
import { largestChart } from '../../shared/contract/memberPapers.ts'
import type { Answer, ErrorAnswer } from '../../shared/contract/api.ts'
import { base64Length, largestAttachment } from '../../shared/domain/attachment.ts'
import { largestPageJpeg } from '../../shared/domain/photoPage.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { inputFault } from './inputFaults.ts'
import type { Log } from './log.ts'

export type Handlers = { [C in ServiceChannel]: (input: Parsed<C>) => Output<C> | Promise<Output<C>> }
export type Router = (channel: unknown, raw: unknown) => Promise<Answer<Output<ServiceChannel>>>

/** The largest input of a call, in characters of its JSON: a record of 50,000 characters with everything is a tenth of it. */
export const maxRequestLength = 4_000_000
/** A dropped or pasted file comes whole, as base64. */
const dropped = base64Length(largestAttachment) + 200_000
const largerInputs: Partial<Record<ServiceChannel, number>> = { 'members.importFile': dropped + maxRequestLength, 'attachments.addBytes': base64Length(largestAttachment) + 2000, 'materials.addBytes': base64Length(largestAttachment) + 2000, 'attachments.putOnPage': base64Length(largestPageJpeg) + 2000, 'templates.inspect': dropped, 'templates.try': dropped, 'templates.import': dropped, 'members.exportStructure': 8 * base64Length(largestChart) + 20_000, 'projects.exportPaper': mostCurves * base64Length(largestCurve) + 20_000 }

const isServiceChannel = (channel: unknown): channel is ServiceChannel =>
  typeof channel === 'string' && Object.hasOwn(contract, channel) && contract[channel as ServiceChannel].answeredBy === 'service'

/** Characters of an input's JSON; of what has none (nested thousands deep, in a circle) more than any limit. */
function lengthOf(raw: unknown): number {
  try {
    return JSON.stringify(raw ?? null).length
  } catch {
    return Infinity
  }
}

/** size cap → schema → handler → answer; the only try/catch on the way. */
export function createRouter(handlers: Handlers, log: Log): Router {
  return async (channel, raw) => {
    const began = performance.now()
    try {
      if (!isServiceChannel(channel)) throw new AppError('UNKNOWN_CHANNEL')
      if (lengthOf(raw) > (largerInputs[channel] ?? maxRequestLength)) throw new AppError('REQUEST_TOO_LARGE')
      const input = contract[channel].input.safeParse(raw)
      if (!input.success) {
        throw new AppError('INVALID_INPUT', { fields: input.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: inputFault(issue) })) })
      }
      const handler = handlers[channel] as (input: unknown) => Output<ServiceChannel> | Promise<Output<ServiceChannel>>
      const value = await handler(input.data)
      const ms = performance.now() - began
      if (ms > 40) log({ channel, code: 'slow', ms: Math.round(ms) })
      return { ok: true, value }
    } catch (cause) {
      return { ok: false, error: errorAnswer(cause, isServiceChannel(channel) ? channel : 'unknown', log) }
    }
  }
}

/** An error as plain data. What nobody expected gets an incident number; its message stays here, since it may quote what was typed. */
export function errorAnswer(thrown: unknown, channel: string, log: Log): ErrorAnswer {
  const cause = errorOfSqlite(thrown)
  if (cause instanceof AppError) {
    log({ channel, code: cause.code })
    const fieldText = cause.fields.length > 0 ? cause.fields.map((f) => f.message).join(' ') : ''
    return {
      code: cause.code,
      message: messageOf(cause.code, cause.params) + fieldText,
      ...(cause.fields.length > 0 ? { fields: cause.fields } : {}),
      ...(Object.keys(cause.params).length > 0 ? { params: cause.params } : {}),
    }
  }
  const incident = randomBytes(3).toString('hex')
  const frame = cause instanceof Error ? /\(?([^\s()/\\]+:\d+:\d+)\)?/.exec(cause.stack?.split('\n').find((line) => line.includes('    at ')) ?? '')?.[1] : undefined
  log({ channel, code: 'INTERNAL', incident, kind: cause instanceof Error ? cause.name : typeof cause, ...(frame === undefined ? {} : { frame }) })
  return { code: 'INTERNAL', message: messageOf('INTERNAL', { incident }), params: { incident } }
}
