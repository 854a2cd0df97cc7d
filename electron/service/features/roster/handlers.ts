import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findPerson, putChange } from '../../../../db/repositories/people.ts'
import { findFields, putFields } from '../../../../db/repositories/personFields.ts'
import { deleteView, findViewByName, listViews, putView, type StoredView } from '../../../../db/repositories/views.ts'
import { bulkInWords, fieldFault, type BulkEdit, type BulkLine } from '../../../../shared/domain/bulkEdit.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { changeInWords, type DatedChange, type PersonChange } from '../../../../shared/domain/person.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import { fieldText } from '../../../../shared/domain/rosterView.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { listPage, needsDictionary } from './listPage.ts'
import { loadDictionary } from './pinyin.ts'
import { hasImpossiblePost, refuseImpossible } from './possible.ts'

/** Shown instead of nothing. */
const nothing = '（空）'

/** What a person's history says of a field on a day, in words. */
export function standsOn(history: readonly DatedChange[], field: PersonChange['field'], on: string): string {
  const standing = standingOn(history, on)
  switch (field) {
    case 'status': return standing.status === null ? nothing : changeInWords({ field, value: standing.status })
    case 'posts': return changeInWords({ field, value: [...standing.posts] })
    case 'group': return changeInWords({ field, value: standing.group })
    case 'vote': return standing.noVote === null ? '有表决权' : changeInWords({ field, value: standing.noVote })
    case 'left': return standing.left ? '已离开' : '在支部'
  }
}

/** The list of people, its saved views, and one change for many people. */
export function rosterHandlers(service: Service) {
  const { vault, clock, newId } = service
  const today = () => localDay(clock())

  /** What an edit would do to somebody. Reads only. */
  function lineOf(id: string, edit: BulkEdit): BulkLine {
    const db = vault.db()
    const person = findPerson(db, id)
    if (!person) throw new AppError('NOT_FOUND')
    const { name, history } = person
    if (edit.what === 'field') {
      const before = findFields(db, id)[edit.code]
      return { id, name, before: fieldText(edit.code, before) || nothing, after: edit.value === null ? nothing : fieldText(edit.code, edit.value), differs: (before ?? null) !== edit.value, obstacle: null }
    }
    const { from, change } = edit
    const changed: DatedChange[] = [...history.filter((each) => each.field !== change.field || each.from !== from), { ...change, id, personId: id, from }]
    const [before, after] = [standsOn(history, change.field, from), standsOn(changed, change.field, from)]
    return { id, name, before, after, differs: before !== after, obstacle: hasImpossiblePost(changed) && !hasImpossiblePost(history) ? sentenceOf('POST_NEEDS_MEMBER', { name }).happened : null }
  }

  function refuseFaulty(edit: BulkEdit): void {
    const fault = edit.what === 'field' ? fieldFault(edit.code, edit.value) : null
    if (fault !== null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'edit.value', message: fault }] })
  }

  return {
    'members.list': async ({ on = today(), ...query }) => {
      if (needsDictionary(query)) await loadDictionary()
      return listPage(vault.db(), { ...query, on })
    },

    'views.list': () => listViews(vault.db()),

    'views.save': ({ id: given, name, view }) => {
      const db = vault.db()
      return db.transaction(() => {
        const taken = findViewByName(db, name)
        const id = given ?? taken ?? newId()
        if (taken !== undefined && taken !== id) throw new AppError('INVALID_INPUT', { fields: [{ path: 'name', message: `已有名为“${name}”的视图，请换个名称。` }] })
        const stamp = stampOf(service)
        const saved: StoredView = { ...view, id, name }
        recordOperation(db, { id: newId(), act: 'view.save', entityId: null, stamp, name: () => `“${name}”`, things: [{ kind: 'view', id }] }, (touch) => {
          // One view at most is the one to begin with.
          for (const other of view.isDefault ? listViews(db) : []) {
            if (other.id === id || !other.isDefault) continue
            touch({ kind: 'view', id: other.id })
            putView(db, { ...other, isDefault: false })
          }
          putView(db, saved)
        })
        noteAct(db, 'view.save', id, stamp)
        return saved
      }).immediate()
    },

    'views.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const view = listViews(db).find((each) => each.id === id)
        if (!view) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'view.remove', entityId: null, stamp, name: () => `“${view.name}”`, things: [{ kind: 'view', id }] }, () => deleteView(db, id))
        noteAct(db, 'view.remove', id, stamp)
        return {}
      }).immediate()
    },

    'members.bulkPreview': ({ ids, edit }) => {
      refuseFaulty(edit)
      return [...new Set(ids)].map((id) => lineOf(id, edit))
    },

    'members.bulkApply': ({ ids, edit }) => {
      refuseFaulty(edit)
      const db = vault.db()
      return db.transaction(() => {
        const lines = [...new Set(ids)].map((id) => lineOf(id, edit))
        const blocked = lines.filter(({ obstacle }) => obstacle !== null)
        if (blocked.length > 0) throw new AppError('INVALID_INPUT', { fields: blocked.slice(0, 20).map(({ id, obstacle }) => ({ path: `ids.${id}`, message: obstacle ?? '' })) })
        const stamp = stampOf(service)
        const changed = lines.filter(({ differs }) => differs)
        if (changed.length === 0) return { changed: 0 }
        recordOperation(db, { id: newId(), act: 'people.bulk', entityId: null, stamp, name: () => bulkInWords(edit, fieldText), count: () => changed.length, things: changed.map(({ id }) => ({ kind: 'person', id })) }, () => {
          for (const { id } of changed) {
            if (edit.what === 'field') putFields(db, id, { [edit.code]: edit.value }, 'bulk', stamp)
            else {
              putChange(db, { ...edit.change, id: newId(), personId: id, from: edit.from }, stamp.at)
              refuseImpossible(db, id)
            }
          }
        })
        noteAct(db, 'people.bulk', null, stamp)
        return { changed: changed.length }
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
