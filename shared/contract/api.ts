import type { ErrorCode } from '../errors/codes.ts'
import type { FieldError } from '../errors/AppError.ts'
import type { Channel, Input, Output } from './index.ts'

/** A failure as it crosses processes: plain data, with its Chinese message. */
export interface ErrorAnswer { code: ErrorCode; message: string; fields?: readonly FieldError[]; params?: Readonly<Record<string, string>> }
export type Answer<V> = { ok: true; value: V } | { ok: false; error: ErrorAnswer }

/** What the preload puts on window. */
export interface Api {
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Answer<Output<C>>>
  /** Called once when the first screen can be used; main measures the start by it. */
  usable(): void
  /** Tells when the data service stopped by itself; answers the function that ends the listening. */
  onServiceStopped(listener: () => void): () => void
  /** Tells that the computer goes to sleep or was locked, and the desk with it. */
  onLockAsked(listener: () => void): () => void
  /** Tells that the window was closed and goes into the tray once everything is saved. */
  onHideAsked(listener: () => void): () => void
  /** Tells that a notice of the desktop was clicked. */
  onTodayAsked(listener: () => void): () => void
}
