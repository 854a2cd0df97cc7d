import { listAccess, noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { entriesOf } from '../../../../db/repositories/development.ts'
import { talentOfPerson } from '../../../../db/repositories/talent.ts'
import { awardsOf, deleteAward, deleteReview, deleteSanction, ownerOf, putAward, putReview, putSanction, reviewsOf, sanctionsOf } from '../../../../db/repositories/honours.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { materialsOf } from '../../../../db/repositories/materials.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { findFields, listEdits } from '../../../../db/repositories/personFields.ts'
import { actionsOfPerson, meetingsOfPerson, talksOfPerson, transfersOf } from '../../../../db/repositories/personTimeline.ts'
import { accessFieldName, type MemberFile, type TimelineEntry } from '../../../../shared/domain/memberFile.ts'
import { fieldOf, type FieldCode } from '../../../../shared/domain/memberFields.ts'
import { timelineOf } from '../../../../shared/domain/memberTimeline.ts'
import { valueInWords, yuanOf } from '../../../../shared/domain/memberValue.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { memberFileOf, shownEdit, shownMaterial } from './gather.ts'
import { saveMember } from './save.ts'

/** The file of one person: its fields, what they got and were given, what happened to them, and who looked at it. */
export function memberFileHandlers(service: Service) {
  const { vault, newId } = service

  const nameOf = (id: string): string => {
    const person = findPerson(vault.db(), id)
    if (!person) throw new AppError('NOT_FOUND')
    return person.name
  }

  /** One act on sanctions, awards or reviews of one person. */
  const honours = (personId: string, change: () => boolean | void): MemberFile => {
    const db = vault.db()
    return db.transaction(() => {
      const name = nameOf(personId)
      const stamp = stampOf(service)
      if (recordOperation(db, { id: newId(), act: 'person.honours', entityId: personId, stamp, name: () => name, things: [{ kind: 'person', id: personId }] }, change) === false) throw new AppError('NOT_FOUND')
      noteAct(db, 'person.honours', personId, stamp)
      return memberFileOf(service, personId)
    }).immediate()
  }
  /** The id of what is changed, which must be this person's; a new one for what is added. */
  const idOf = (table: 'person_sanction' | 'person_award', personId: string, id: string | undefined): string => {
    const owner = id === undefined ? undefined : ownerOf(vault.db(), table, id)
    if (owner !== undefined && owner !== personId) throw new AppError('NOT_FOUND')
    return id ?? newId()
  }

  /** One sensitive value, written down together with being read: what cannot be written down is not shown. */
  const look = (act: 'show' | 'copy', id: string, field: FieldCode, words: (value: string) => string): { value: string } => {
    const db = vault.db()
    return db.transaction(() => {
      nameOf(id)
      const value = findFields(db, id)[field]
      if (value === undefined) return { value: '' }
      if (fieldOf[field].masking !== undefined) noteAccess(db, { act, personId: id, fields: field, count: 1 }, stampOf(service))
      return { value: words(value) }
    }).immediate()
  }

  const timeline = (id: string): TimelineEntry[] => {
    const db = vault.db()
    const person = findPerson(db, id)
    if (!person) throw new AppError('NOT_FOUND')
    const { name, history } = person
    return timelineOf({
      name, history, values: findFields(db, id), meetings: meetingsOfPerson(db, id, name), actions: actionsOfPerson(db, name), talks: talksOfPerson(db, id, name), transfers: transfersOf(db, id),
      sanctions: sanctionsOf(db, id), awards: awardsOf(db, id), reviews: reviewsOf(db, id), steps: entriesOf(db, [id]).get(id) ?? [], talents: talentOfPerson(db, id), materials: materialsOf(db, id).filter(({ kind, isDeleted }) => kind !== 'photo' && !isDeleted).map(shownMaterial), edits: listEdits(db, id).map(shownEdit),
    })
  }

  return {
    'members.get': ({ id, on }) => memberFileOf(service, id, on),

    'members.save': (draft) => {
      const { id, refused } = saveMember(service, draft)
      return { ...memberFileOf(service, id), refused }
    },

    'members.reveal': ({ id, field }) => look('show', id, field, (value) => valueInWords(field, value)),
    // Money without 元, as it is pasted into another form.
    'members.copyValue': ({ id, field }) => look('copy', id, field, (value) => (fieldOf[field].form === 'money' ? yuanOf(value) : valueInWords(field, value))),

    'members.sanctions': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        nameOf(id)
        const sanctions = sanctionsOf(db, id)
        if (sanctions.length > 0) noteAccess(db, { act: 'show', personId: id, fields: 'sanctions', count: sanctions.length }, stampOf(service))
        return sanctions
      }).immediate()
    },
    'members.saveSanction': ({ personId, id, ...draft }) => honours(personId, () => putSanction(vault.db(), personId, { id: idOf('person_sanction', personId, id), ...draft })),
    'members.removeSanction': ({ personId, id }) => honours(personId, () => deleteSanction(vault.db(), personId, id)),
    'members.saveAward': ({ personId, id, ...draft }) => honours(personId, () => putAward(vault.db(), personId, { id: idOf('person_award', personId, id), ...draft })),
    'members.removeAward': ({ personId, id }) => honours(personId, () => deleteAward(vault.db(), personId, id)),
    'members.saveReview': ({ personId, ...review }) => honours(personId, () => putReview(vault.db(), personId, review)),
    'members.removeReview': ({ personId, year }) => honours(personId, () => deleteReview(vault.db(), personId, year)),

    'members.timeline': ({ id, before, limit }) => {
      const all = timeline(id)
      const from = before === undefined ? 0 : all.findIndex(({ on, key }) => on === before.on && key === before.key) + 1
      // What the page before ended with is gone meanwhile: it goes on with what is older.
      const start = before !== undefined && from === 0 ? all.findIndex(({ on }) => on < before.on) : from
      const rest = start < 0 ? [] : all.slice(start)
      return { entries: rest.slice(0, limit), more: rest.length > limit }
    },

    'members.accessLog': ({ personId, before = Number.MAX_SAFE_INTEGER, limit }) => {
      const entries = listAccess(vault.db(), personId, before, limit + 1)
      return { entries: entries.slice(0, limit).map((entry) => ({ ...entry, fields: entry.fields.split(',').map(accessFieldName).join('、') })), more: entries.length > limit }
    },
  } satisfies Partial<Handlers>
}
