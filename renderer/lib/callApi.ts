import type { Channel, Input, Output } from '../../shared/contract/index.ts'
import type { ErrorAnswer } from '../../shared/contract/api.ts'
import type { FieldError } from '../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { sentenceOf, type Sentence } from '../../shared/errors/sentences.ts'

/** A refused call, with what to tell the officer. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly sentence: Sentence
  readonly fields: readonly FieldError[]
  readonly params: Readonly<Record<string, string>>
  constructor({ code, message, fields = [], params = {} }: ErrorAnswer) {
    super(message)
    this.code = code
    this.sentence = sentenceOf(code, params)
    this.fields = fields
    this.params = params
  }
}

type Listener = (error: ApiError) => void
const lockListeners = new Set<Listener>()
/** Hears of every call that failed because the service holds no key (any more). Answers the function that ends the listening. */
export function onLocked(listener: Listener): () => void {
  lockListeners.add(listener)
  return () => { lockListeners.delete(listener) }
}

const damageListeners = new Set<Listener>()
/** Hears of every call that met a broken place of the database. Answers the function that ends the listening. */
export function onDamaged(listener: Listener): () => void {
  damageListeners.add(listener)
  return () => { damageListeners.delete(listener) }
}

/** The only door to window.api. Throws ApiError. */
export async function callApi<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await window.api.call(channel, input)
  if (answer.ok) return answer.value
  const error = new ApiError(answer.error)
  if (error.code === 'LOCKED' || error.code === 'SERVICE_STOPPED') for (const listener of lockListeners) listener(error)
  if (error.code === 'DATABASE_DAMAGED') for (const listener of damageListeners) listener(error)
  throw error
}

/** What a catch got, as an ApiError: anything else is a fault of this page and says so without its trace. */
export const asApiError = (thrown: unknown): ApiError => (thrown instanceof ApiError ? thrown : new ApiError({ code: 'INTERNAL', message: '' }))

/** Tells main that the first screen can be used. */
export const tellUsable = (): void => window.api.usable()

/** Hears when the data service stopped by itself. Answers the function that ends the listening. */
export const onServiceStopped = (listener: () => void): (() => void) => window.api.onServiceStopped(listener)

/** Hears when the computer goes to sleep or is locked. Answers the function that ends the listening. */
export const onLockAsked = (listener: () => void): (() => void) => window.api.onLockAsked(listener)

/** Hears when the window was closed and is to be hidden, once everything is saved. Answers the function that ends the listening. */
export const onHideAsked = (listener: () => void): (() => void) => window.api.onHideAsked(listener)

/** Hears when a notice of the desktop was clicked. Answers the function that ends the listening. */
export const onTodayAsked = (listener: () => void): (() => void) => window.api.onTodayAsked(listener)
