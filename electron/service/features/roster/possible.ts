import { findPerson } from '../../../../db/repositories/people.ts'
import type { Db } from '../../../../db/connection.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import type { DatedChange } from '../../../../shared/domain/person.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

/** Whether a history has a day on which somebody who is no full member holds a post. */
export const hasImpossiblePost = (history: readonly DatedChange[]): boolean => history.some(({ from }) => {
  const { posts, status, left } = standingOn(history, from)
  return posts.length > 0 && status !== 'fullMember' && !left
})

/** Errors: NOT_FOUND, POST_NEEDS_MEMBER where 党内职务 would be held by somebody who is no full member. */
export function refuseImpossible(db: Db, personId: string): void {
  const person = findPerson(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  if (hasImpossiblePost(person.history)) throw new AppError('POST_NEEDS_MEMBER', { params: { name: person.name } })
}
