import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findPerson, findPersonByName, insertPerson, putChange, renamePerson } from '../../../../db/repositories/people.ts'
import { personWithIdNumber, putFields } from '../../../../db/repositories/personFields.ts'
import type { Db } from '../../../../db/connection.ts'
import type { Parsed } from '../../../../shared/contract/index.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { fieldCodes, type FieldCode } from '../../../../shared/domain/memberFields.ts'
import { readFieldValue } from '../../../../shared/domain/memberValue.ts'
import type { PersonChange } from '../../../../shared/domain/person.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import { refuseImpossible } from '../members/standing.ts'

type Draft = Parsed<'members.save'>
export interface Refusal { code: FieldCode; message: string }

/** What of the typed values fits; an ID number that somebody else has does not. */
function readFields(db: Db, fields: Draft['fields'], personId: string | undefined, today: string): { patch: { [C in FieldCode]?: string | null }; refused: Refusal[] } {
  const patch: { [C in FieldCode]?: string | null } = {}
  const refused: Refusal[] = []
  for (const code of fieldCodes) {
    const typed = fields[code]
    if (typed === undefined) continue
    const read = readFieldValue(code, typed ?? '', today)
    if ('refused' in read) {
      refused.push({ code, message: read.refused })
      continue
    }
    const holder = code === 'idNumber' && read.value !== null ? personWithIdNumber(db, read.value) : undefined
    if (holder !== undefined && holder !== personId) refused.push({ code, message: `这个号码已登记在${findPerson(db, holder)?.name ?? '另一个人'}的档案里，请核对是谁的。` })
    else patch[code] = read.value
  }
  return { patch, refused }
}

const changesOf = ({ status, posts, group }: Draft): PersonChange[] => [
  ...(status === undefined ? [] : [{ field: 'status', value: status } as const]), ...(posts === undefined ? [] : [{ field: 'posts', value: posts } as const]), ...(group === undefined ? [] : [{ field: 'group', value: group } as const]),
]

/**
 * Creates a person or changes one, as one act; edits of one sitting are one act, undone as one. Lenient: a value that does not fit its
 * form is refused alone, and what does not agree is a finding, never a reason to refuse. Answers the id and what was refused.
 * Errors: NOT_FOUND, INVALID_INPUT (a new person without name or status), PERSON_EXISTS, POST_NEEDS_MEMBER.
 */
export function saveMember(service: Service, draft: Draft): { id: string; refused: Refusal[] } {
  const { vault, newId, clock } = service
  const db = vault.db()
  return db.transaction(() => {
    const stamp = stampOf(service)
    const today = localDay(clock())
    const known = draft.id === undefined ? null : findPerson(db, draft.id)
    if (draft.id !== undefined && !known) throw new AppError('NOT_FOUND')
    const name = draft.name === undefined ? known?.name : normaliseName(draft.name)
    if (name === undefined || name === '') throw new AppError('INVALID_INPUT', { fields: [{ path: 'name', message: '请填写姓名。' }] })
    if (!known && draft.status === undefined) throw new AppError('INVALID_INPUT', { fields: [{ path: 'status', message: '请选择人员类别。' }] })
    const same = findPersonByName(db, name)
    if (same && same.id !== known?.id) throw new AppError('PERSON_EXISTS', { params: { name } })

    const id = known?.id ?? newId()
    const { patch, refused } = readFields(db, draft.fields, known?.id, today)
    const changes = changesOf(draft)
    const act = known ? (changes.length > 0 ? 'person.change' : 'person.edit') : 'people.add'
    let changed = !known
    recordOperation(db, { id: newId(), act, entityId: known ? id : null, stamp, name: () => name, count: () => 1, things: [{ kind: 'person', id }], ...(act === 'person.edit' ? { joins: ['person.edit'] as const } : {}) }, () => {
      if (!known) insertPerson(db, { id, name, at: stamp.at })
      else if (name !== known.name) {
        renamePerson(db, id, name)
        changed = true
      }
      for (const change of changes) changed = putChange(db, { ...change, id: newId(), personId: id, from: draft.from ?? today }, stamp.at) || changed
      changed = putFields(db, id, patch, 'entry', stamp).length > 0 || changed
    })
    if (changes.length > 0 || !known) refuseImpossible(db, id)
    if (changed) noteAct(db, act, known ? id : null, stamp)
    return { id, refused }
  }).immediate()
}
