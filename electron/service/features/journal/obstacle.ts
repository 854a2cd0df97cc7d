import { countAttachments, findAttachment } from '../../../../db/repositories/attachments.ts'
import { changesOf, laterOperation, stateBefore, type StoredChange, type StoredOperation } from '../../../../db/repositories/journal.ts'
import { markOfThing, type ThingKind } from '../../../../db/repositories/journalThings.ts'
import { assessmentFrom } from '../../../../db/repositories/dues.ts'
import { findMaterial } from '../../../../db/repositories/materials.ts'
import { isHiddenAction } from '../../../../db/repositories/fusionThings.ts'
import { findMinutes } from '../../../../db/repositories/minutes.ts'
import { revisionOf, stateOf } from '../../../../db/repositories/meetings.ts'
import { findPerson, findPersonByName, isInRecords } from '../../../../db/repositories/people.ts'
import { closingOf, findPlanItem, listPlanItems } from '../../../../db/repositories/plan.ts'
import { personWithIdNumber } from '../../../../db/repositories/personFields.ts'
import { inTraining } from '../../../../db/repositories/talent.ts'
import { findTemplate, idInUse } from '../../../../db/repositories/templates.ts'
import type { Db } from '../../../../db/connection.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import { mostAttachments } from '../../../../shared/domain/attachment.ts'
import { insteadOf, operationInShort } from '../../../../shared/domain/journal.ts'
import type { MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import { isOpenForWriting } from '../../../../shared/domain/meetingKinds.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

/** So many names are told; the rest is counted. */
const namesTold = 3
const listed = (names: readonly string[]): string => (names.length > namesTold ? `${names.slice(0, namesTold).join('、')}等${names.length}人` : names.join('、'))

/** Why an act cannot be undone now, as the error that undoing it answers; null where it can. Reads, and changes nothing. */
export function obstacleTo(db: Db, operation: StoredOperation): AppError | null {
  if (operation.undoneAt !== null) return new AppError('UNDO_DONE')
  const changes = changesOf(db, operation.row)
  const instead = insteadOf(operation.act)
  if (instead !== null) return new AppError('UNDO_REFUSED', { params: { reason: instead } })
  if (changes.length === 0) return new AppError('UNDO_REFUSED', { params: { reason: '' } })
  return lockedBy(db, changes) ?? changedSince(db, operation, changes) ?? neededElsewhere(db, operation, changes)
}

/** What was signed or finalised is not changed by an undo; taking a record out of the 回收站 does not change it. */
function lockedBy(db: Db, changes: readonly StoredChange[]): AppError | null {
  for (const { kind, id } of changes) {
    const meetingId = kind === 'attachment' ? findAttachment(db, id)?.meetingId ?? null : id
    const state = kind === 'meeting' || kind === 'minutes' || kind === 'photoPage' || kind === 'attachment' ? meetingId && stateOf(db, meetingId) : null
    const planned = kind === 'planItem' ? findPlanItem(db, id) : null
    if (planned && closingOf(db, planned.year)) return closedYear(planned.year)
    if (kind === 'meeting' && state && !isOpenForWriting(state)) return new AppError('MEETING_FINAL')
    if (kind === 'minutes' && findMinutes(db, id)?.state === 'final') return new AppError('MINUTES_FINAL')
    if ((kind === 'attachment' || kind === 'photoPage') && state === 'archived') return new AppError('MEETING_ARCHIVED')
  }
  return null
}

function changedSince(db: Db, operation: StoredOperation, changes: readonly StoredChange[]): AppError | null {
  const moved = changes.find((change) => markOfThing(db, change) !== change.mark)
  if (!moved) return null
  const later = laterOperation(db, operation.row, moved.id)
  return new AppError('CONFLICT', { params: { what: 'undo', ...(later ? { later: operationInShort(later) } : {}) } })
}

/** What depends on the things as they are: a person in a record, a name that is taken, a form that came into use meanwhile. */
function neededElsewhere(db: Db, operation: StoredOperation, changes: readonly StoredChange[]): AppError | null {
  // A record may be long and fifty of them stand on a page: what it needs is asked when it is undone (lackOf).
  const undoables = changes.map((change) => ({ change, state: change.kind === 'meeting' || change.kind === 'minutes' ? '{}' : stateBefore(db, operation.row, change) }))
  const inRecords = undoables.filter(({ change: { kind, id }, state }) => kind === 'person' && state === null && isInRecords(db, id)).map(({ change: { id } }) => findPerson(db, id)?.name ?? '')
  if (inRecords.length > 0) return new AppError('PERSON_IN_RECORDS', { params: { name: listed(inRecords), what: 'undo' } })
  const ids = new Set(undoables.map(({ change: { id } }) => id))
  for (const { change: { kind, id }, state } of undoables) {
    const found = state === null ? null : obstacleOf(db, kind, id, JSON.parse(state), ids)
    if (found) return found
  }
  return null
}

interface Attending { attendance: { personId: string }[] }
interface Named { name: string; fields?: MemberFieldValues }
interface Pair { people: { name: string }[] }
interface Removable { deleted: boolean }
interface PlannedItem { year: number; plan_key: string }
interface Talented { row: { person_id: string; direction: string; state: string } }
interface Assessed { row: { person_id: string; from_month: string } }
interface Away { person_id: string | null }
interface Retired { retired: boolean }

/** `state` is what captureThing kept of this kind. */
function obstacleOf(db: Db, kind: ThingKind, id: string, state: unknown, ids: ReadonlySet<string>): AppError | null {
  switch (kind) {
    case 'minutes': case 'photoPage':
      return revisionOf(db, id) === null ? inTrash() : null
    case 'person': {
      const { name, fields = {} } = state as Named
      const same = findPersonByName(db, name)
      if (same && !ids.has(same.id)) return new AppError('PERSON_EXISTS', { params: { name, what: 'undo' } })
      return idNumberTaken(db, id, fields, ids)
    }
    case 'attachment': {
      const found = findAttachment(db, id)
      if (!found) return inTrash()
      return found.isDeleted && !(state as Removable).deleted && countAttachments(db, found.meetingId) >= mostAttachments ? new AppError('TOO_MANY_ATTACHMENTS') : null
    }
    case 'material': {
      const found = findMaterial(db, id)
      return found ? null : new AppError('UNDO_REFUSED', { params: { reason: '这份材料所属的人在回收站里，或资料已清除。' } })
    }
    case 'template': {
      if ((state as Retired).retired) return null
      const form = findTemplate(db, id)
      const used = form ? idInUse(db, form.document, form.kind) : undefined
      return used !== undefined && !ids.has(used) ? new AppError('UNDO_REFUSED', { params: { reason: '这种文书现在用着别的模板。要换回来，请在“文书模板”里点“再用”。' } }) : null
    }
    case 'merge': {
      const taken = (state as Pair).people.map((person) => ({ person, same: findPersonByName(db, person.name) })).find(({ same }) => same && !id.split(' ').includes(same.id))
      return taken ? new AppError('PERSON_EXISTS', { params: { name: taken.person.name, what: 'undo' } }) : null
    }
    case 'planItem': {
      const { year, plan_key: key } = state as PlannedItem
      if (closingOf(db, year)) return closedYear(year)
      return listPlanItems(db, year).some((item) => item.key === key && item.id !== id) ? new AppError('UNDO_REFUSED', { params: { reason: '这项活动后来又列入了计划。' } }) : null
    }
    case 'businessDay': {
      const { person_id: personId } = state as Away
      return personId === null || findPerson(db, personId) ? null : new AppError('UNDO_REFUSED', { params: { reason: '请假外出的人已从名册删除。请先从回收站恢复，再撤销。' } })
    }
    case 'training': return findPerson(db, (state as { row: { person_id: string } }).row.person_id) ? null : new AppError('UNDO_REFUSED', { params: { reason: '这次培训的人已从名册删除。请先从回收站恢复，再撤销。' } })
    case 'developmentValues': return findPerson(db, id) ? null : new AppError('UNDO_REFUSED', { params: { reason: '这个人已从名册删除。请先从回收站恢复。' } })
    case 'talent': {
      const { person_id: personId, direction, state: was } = (state as Talented).row
      if (!findPerson(db, personId)) return noPersonOfTalent()
      return was === 'training' && inTraining(db).some((each) => each.id !== id && each.personId === personId && each.direction === direction) ? new AppError('UNDO_REFUSED', { params: { reason: '这个人后来又列入了培养库，请在那一条上登记。' } }) : null
    }
    case 'talentDecision': return findPerson(db, (state as Away).person_id ?? '') ? null : noPersonOfTalent()
    case 'duesAssessment': return findPerson(db, (state as Assessed).row.person_id) ? sameMonth(db, id, (state as Assessed).row) : noPersonOfDues()
    case 'duesPayment': return findPerson(db, (state as Away).person_id ?? '') ? null : noPersonOfDues()
    case 'studyHours': return stateOf(db, id) === null ? inTrash() : null
    case 'action': return isHiddenAction(db, id) ? inTrash() : null
    case 'meeting': case 'deletion': case 'settings': case 'noticeSetting': case 'talentLimits': case 'duesSetting': case 'rules': case 'checkPoint': case 'checkAnswer': case 'calendarDay': case 'developmentField': case 'planYear': case 'view': case 'term': case 'apart': case 'difficulty': case 'project': case 'volunteer': return null
    case 'development': return findPerson(db, id) === null ? new AppError('UNDO_REFUSED', { params: { reason: '这个人已不在名册里。' } }) : null
    default: return assertNever(kind)
  }
}

/** What a thing lacks to be as it was: people who were marked in a record then and are not in the roster now. */
export function lackOf(db: Db, kind: ThingKind, state: string | null): AppError | null {
  if (kind !== 'meeting' || state === null) return null
  const { attendance } = JSON.parse(state) as Attending
  return attendance.every(({ personId }) => findPerson(db, personId) !== null) ? null : new AppError('UNDO_REFUSED', { params: { reason: '当时签到的人里有人已从名册删除。请先从回收站恢复，再撤销。' } })
}

/** One ID number belongs to one person: somebody else may have been given it meanwhile. */
export function idNumberTaken(db: Db, id: string, { idNumber }: MemberFieldValues, ids: ReadonlySet<string> = new Set()): AppError | null {
  const holder = idNumber === undefined ? undefined : personWithIdNumber(db, idNumber)
  return holder === undefined || holder === id || ids.has(holder) ? null : new AppError('UNDO_REFUSED', { params: { reason: `身份证号现在登记在${findPerson(db, holder)?.name ?? '另一个人'}的档案里，请先核对是谁的。` } })
}

const closedYear = (year: number): AppError => new AppError('UNDO_REFUSED', { params: { reason: `${year}年计划已经关账。请先在“计划”的“年终”里重新打开，再撤销。` } })
const noPersonOfTalent = (): AppError => new AppError('UNDO_REFUSED', { params: { reason: '这名培养对象已从名册删除。请先从回收站恢复，再撤销。' } })
const noPersonOfDues = (): AppError => new AppError('UNDO_REFUSED', { params: { reason: '这名党员已从名册删除。请先从回收站恢复，再撤销。' } })
/** Of somebody only one assessment begins in a month; another may have been made meanwhile. */
const sameMonth = (db: Db, id: string, { person_id: personId, from_month: from }: Assessed['row']): AppError | null =>
  [undefined, id].includes(assessmentFrom(db, personId, from)) ? null : new AppError('UNDO_REFUSED', { params: { reason: '从这个月起后来又核定了一次。请先删除后来的核定，再撤销。' } })
const inTrash = (): AppError => new AppError('UNDO_REFUSED', { params: { reason: '它所在的会议在回收站里。请先恢复那次会议，再撤销。' } })
