import { findPerson } from '../../../../db/repositories/people.ts'
import type { Db } from '../../../../db/connection.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

/**
 * 党内职务 are held by full members: checked on every day on which something about the person begins.
 * Errors: NOT_FOUND, LAST_STATUS, POST_NEEDS_MEMBER. Inside the transaction of the change.
 */
export function refuseImpossible(db: Db, personId: string): void {
  const person = findPerson(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  const { name, history } = person
  if (!history.some((change) => change.field === 'status')) throw new AppError('LAST_STATUS')
  for (const { from } of history) {
    const standing = standingOn(history, from)
    if (standing.posts.length > 0 && standing.status !== 'fullMember' && !standing.left) throw new AppError('POST_NEEDS_MEMBER', { params: { name } })
  }
}
