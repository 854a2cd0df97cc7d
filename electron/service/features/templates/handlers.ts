import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { listOwnFields } from '../../../../db/repositories/developmentFields.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { idInUse, listTemplates, putTemplate, retireInUse, setTemplateDeleted, setTemplateRetired, type StoredTemplate } from '../../../../db/repositories/templates.ts'
import type { DevelopmentPaper } from '../../../../shared/domain/developmentPapers.ts'
import type { OwnTemplate, TemplateLayout } from '../../../../shared/domain/template.ts'
import { isDevelopmentPaper } from '../../../../shared/domain/templateDocument.ts'
import { templateFields } from '../../../../shared/domain/templateFields.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { FormFile } from '../../documents/own/index.ts'
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
    const { fields, lacking } = (await engine()).makeForm({ ...stored, own: ownNames() }, [])
    return { ...rest, fields, lacking }
  }

  const ownNames = (): string[] => listOwnFields(vault.db(), null).map(({ name }) => name)

  /** How a form is tried: with a record of the officer's, or with a sample. `fill` throws TEMPLATE_FAULTS. */
  async function trialOf({ document, kind, own = [] }: Omit<FormFile, 'content'>, meetingId?: string): Promise<{ title: string; fill: (form: FormFile) => { layout: TemplateLayout } }> {
    const { fillForm, fillWith, sampleRecord } = await engine()
    if (isDevelopmentPaper(document)) {
      const { sampleValues } = await import('../../documents/developmentValues.ts')
      return { title: '样例', fill: (form) => fillWith(form, sampleValues(own)) }
    }
    const meeting = meetingId === undefined ? sampleRecord(kind ?? 'committeeMeeting') : readMeeting(vault.db(), meetingId)
    return { title: meeting.title, fill: (form) => fillForm(form, { ...paperSource(service, meeting, document), preset: 'official' }) }
  }

  /** The shipped form with its fields written in it, for changing in Word. */
  async function developmentForm(document: DevelopmentPaper): Promise<Uint8Array> {
    const [{ fieldsAsValues }, { buildDevelopmentPaper, builtWord }] = await Promise.all([import('../../documents/developmentValues.ts'), import('../../documents/developmentPaper.ts')])
    return builtWord(buildDevelopmentPaper(document, fieldsAsValues(ownNames())), templates)
  }

  /** One act on a form, with the one whose place it takes, as the journal tells it. */
  const record = (act: 'template.import' | 'template.retire' | 'template.reuse' | 'template.remove', { id, document, kind, name }: Pick<StoredTemplate, 'id' | 'document' | 'kind' | 'name'>, stamp: Stamp, change: () => unknown): void => {
    const db = vault.db()
    const used = act === 'template.import' || act === 'template.reuse' ? idInUse(db, document, kind) : undefined
    const ids = used === undefined || used === id ? [id] : [used, id]
    recordOperation(db, { id: service.newId(), act, entityId: id, stamp, name: () => `“${name}”`, things: ids.map((each) => ({ kind: 'template' as const, id: each })) }, change)
  }

  return {
    'templates.fields': ({ document, kind }) => templateFields(document, kind, ownNames()),

    'templates.list': async () => Promise.all(listTemplates(vault.db()).map(shown)),

    'templates.inspect': async (input) => (await engine()).inspectForm(await formFileOf(service, input)),

    'templates.try': async ({ choices, meetingId, ...input }) => {
      const { inspectForm, makeForm } = await engine()
      const file = await formFileOf(service, input)
      const { fill, title } = await trialOf(file, meetingId)
      const { content, faults, lacking } = makeForm(file, choices)
      const made = { ...file, content }
      return { layout: (faults.length > 0 ? inspectForm(made) : fill(made)).layout, faults, lacking, with: title }
    },

    'templates.import': async ({ choices, ...input }) => {
      const { makeForm } = await engine()
      const file = await formFileOf(service, input)
      const { content, fields, faults, lacking } = makeForm(file, choices)
      const [first] = faults
      if (first || fields.length === 0) throw new AppError('TEMPLATE_FAULTS', { params: { count: String(Math.max(1, faults.length)), first: first?.message ?? '里面还没有字段' } })
      // A form that cannot be filled is not kept.
      const { fill } = await trialOf(file)
      fill({ ...file, content })
      const { who, at } = stampOf(service)
      const { document, kind } = file
      const added = { id: service.newId(), document, kind, name: nameOf(file.name), addedAt: at, who }
      const db = vault.db()
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

    'templates.export': async ({ id, document, preset, fileToken }) => {
      const path = pathOf(fileToken)
      const bytes = id !== undefined ? templateOf(vault.db(), id).content : isDevelopmentPaper(document) ? await developmentForm(document) : shippedForm(templates, `${document}-${preset}.docx`)
      const db = vault.db()
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
