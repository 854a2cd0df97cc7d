import { AppError } from '../../../shared/errors/AppError.ts'

/** A paper that a record does not have, with the sentence that says so: 谈心谈话没有签到表。 */
export const noSuchPaper = (message: string): AppError => new AppError('INVALID_INPUT', { fields: [{ path: 'document', message }] })

/** That sentence, where it is why a paper was not made. */
export const noSuchPaperSentence = (cause: unknown): string | undefined =>
  (cause instanceof AppError && cause.code === 'INVALID_INPUT' ? cause.fields.find(({ path }) => path === 'document')?.message : undefined)
