import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { idInUse, listTemplates, putTemplate, retireInUse, setTemplateDeleted, setTemplateRetired, type StoredTemplate } from '../../../../db/repositories/templates.ts'
import type { OwnTemplate } from '../../../../shared/domain/template.ts'
import { templateFields } from '../../../../shared/domain/templateFields.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import { writeAtomically } from '../../documents/writeFile.ts'
import type { Handlers } from '../../router.ts'
import { paperSource } from '../documents/madePaper.ts'
import { readMeeting } from '../meetings/stored.ts'
import { formFileOf, shippedForm, templateOf } from './source.ts'

/** The unit's own forms. What reads and fills Word files is loaded on first use. */
export function templatesHandlers(service: Service) {
  const { vault, templates, pathOf } = service
  const engine = () => import('../../documents/own/index.ts')

  async function shown(stored: StoredTemplate): Promise<OwnTemplate> {
    const { content: _content, ...rest } = stored
    const { fields, lacking } = (await engine()).makeForm(stored, [])
    return { ...rest, fields, lacking }
  }

  /** One act on a form, with the one whose place it takes, as the journal tells it. */
  const record = (act: 'template.import' | 'template.retire' | 'template.reuse' | 'template.remove', { id, document, kind, name }: Pick<StoredTemplate, 'id' | 'document' | 'kind' | 'name'>, stamp: Stamp, change: () => unknown): void => {
    const db = vault.db()
    const used = act === 'template.import' || act === 'template.reuse' ? idInUse(db, document, kind) : undefined
    const ids = used === undefined || used === id ? [id] : [used, id]
    recordOperation(db, { id: service.newId(), act, entityId: id, stamp, name: () => `“${name}”`, things: ids.map((each) => ({ kind: 'template' as const, id: each })) }, change)
  }

  return {
    'templates.fields': ({ document, kind }) => templateFields(document, kind),

    'templates.list': async () => Promise.all(listTemplates(vault.db()).map(shown)),

    'templates.inspect': async (input) => (await engine()).inspectForm(await formFileOf(service, input)),

    'templates.try': async ({ choices, meetingId, ...input }) => {
      const { makeForm, fillForm, sampleRecord } = await engine()
      const file = await formFileOf(service, input)
      const meeting = meetingId === undefined ? sampleRecord(file.kind ?? 'committeeMeeting') : readMeeting(vault.db(), meetingId)
      const { content, faults, lacking } = makeForm(file, choices)
      const { layout } = faults.length > 0 ? (await engine()).inspectForm({ ...file, content }) : fillForm({ ...file, content }, { ...paperSource(service, meeting, file.document), preset: 'official' })
      return { layout, faults, lacking, with: meeting.title }
    },

    'templates.import': async ({ choices, ...input }) => {
      const { makeForm, fillForm, sampleRecord } = await engine()
      const file = await formFileOf(service, input)
      const { content, fields, faults, lacking } = makeForm(file, choices)
      const [first] = faults
      if (first || fields.length === 0) throw new AppError('TEMPLATE_FAULTS', { params: { count: String(Math.max(1, faults.length)), first: first?.message ?? '里面还没有字段' } })
      const db = vault.db()
      // A form that cannot be filled is not kept.
      fillForm({ ...file, content }, { ...paperSource(service, sampleRecord(file.kind ?? 'committeeMeeting'), file.document), preset: 'official' })
      const { who, at } = stampOf(service)
      const { document, kind } = file
      const added = { id: service.newId(), document, kind, name: nameOf(file.name), addedAt: at, who }
      db.transaction(() => {
        record('template.import', added, { who, at }, () => {
          retireInUse(db, document, kind, at)
          putTemplate(db, { ...added, content: Buffer.from(content) })
        })
        noteAct(db, 'template.import', added.id, { who, at })
      }).immediate()
      return { ...added, fields, lacking, retired: false }
    },

    'templates.retire': ({ id }) => {
      const db = vault.db()
      return shown(db.transaction(() => {
        const stored = templateOf(db, id)
        if (stored.retired) return stored
        const stamp = stampOf(service)
        record('template.retire', stored, stamp, () => setTemplateRetired(db, id, stamp.at))
        noteAct(db, 'template.retire', id, stamp)
        return { ...stored, retired: true }
      }).immediate())
    },

    'templates.reuse': ({ id }) => {
      const db = vault.db()
      return shown(db.transaction(() => {
        const stored = templateOf(db, id)
        if (!stored.retired) return stored
        const stamp = stampOf(service)
        record('template.reuse', stored, stamp, () => {
          retireInUse(db, stored.document, stored.kind, stamp.at)
          setTemplateRetired(db, id, null)
        })
        noteAct(db, 'template.reuse', id, stamp)
        return { ...stored, retired: false }
      }).immediate())
    },

    'templates.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const stored = templateOf(db, id)
        if (!stored.retired) throw new AppError('TEMPLATE_IN_USE', { params: { name: stored.name } })
        const stamp = stampOf(service)
        record('template.remove', stored, stamp, () => setTemplateDeleted(db, id, stamp.at))
        noteAct(db, 'template.remove', id, stamp)
        return {}
      }).immediate()
    },

    'templates.export': ({ id, document, preset, fileToken }) => {
      const path = pathOf(fileToken)
      const db = vault.db()
      const bytes = id === undefined ? shippedForm(templates, `${document}-${preset}.docx`) : templateOf(db, id).content
      db.transaction(() => {
        noteAct(db, 'template.export', id ?? null, stampOf(service))
        writeAtomically(path, bytes)
      }).immediate()
      return { bytes: bytes.length }
    },
  } satisfies Partial<Handlers>
}

/** The name of a form is that of its file, without the ending. */
const nameOf = (fileName: string): string => fileName.replace(/\.do[ct][xm]?$/i, '').trim().slice(0, 120) || '本单位模板'
