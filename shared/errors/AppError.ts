import type { ErrorCode } from './codes.ts'

/** A field at fault and what is wrong with it, in Chinese. */
export interface FieldError { path: string; message: string }
export interface AppErrorDetail { cause?: unknown; fields?: readonly FieldError[]; params?: Readonly<Record<string, string>> }

/** An expected failure. Crosses processes as plain data only: see errorAnswer. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: readonly FieldError[]
  readonly params: Readonly<Record<string, string>>
  constructor(code: ErrorCode, { cause, fields = [], params = {} }: AppErrorDetail = {}) {
    super(code, { cause })
    this.code = code
    this.fields = fields
    this.params = params
  }
}
