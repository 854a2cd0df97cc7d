import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { deleteOwnField, listOwnFields, putOwnField, putOwnValue } from '../../../../db/repositories/developmentFields.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { templateInUse } from '../../../../db/repositories/templates.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { ownFieldFault } from '../../../../shared/domain/developmentFields.ts'
import { placedMaterials, unfiledScans } from '../../../../shared/domain/developmentMaterials.ts'
import { developmentPaperNames, meetingPaperOf, mostOwnFields, paperOf, papersBeside, usualFields } from '../../../../shared/domain/developmentPapers.ts'
import type { FieldCode } from '../../../../shared/domain/memberFields.ts'
import type { PathMaterials } from '../../../../shared/contract/developmentPapers.ts'
import { developmentSteps, materialInWords } from '../../../../shared/rules/developmentSteps.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { developmentFactsOf } from '../development/facts.ts'
import { developmentSource, fieldsOf, scansOf, type Printing } from './source.ts'

/** What is masked in these papers unless it was asked for. */
const sensitive: readonly FieldCode[] = ['idNumber', 'mobile', 'address', 'familyMembers']
type Form = 'shipped' | 'own'
const materialNames = new Map(developmentSteps.flatMap((step) => step.materials.map((material) => [material.code, materialInWords(material)])))

/** The materials of one path: scans by step, papers printed from what is held, and the fields that a province asks beside them. */
export function developmentPapersHandlers(service: Service) {
  const { vault, pathOf, clock } = service

  function materials(personId: string): PathMaterials {
    const on = localDay(clock())
    const { entries, name } = developmentFactsOf(service, personId, on)
    const scans = scansOf(service, personId)
    return {
      personId, name, fields: fieldsOf(service, personId), unfiled: unfiledScans(scans).map(({ materialCode: _code, ...scan }) => scan),
      stages: placedMaterials(entries, scans, on).map(({ stage, name: stageName, there, asked, materials: placed }) => ({
        stage, name: stageName, there, asked, papers: [...papersBeside[stage] ?? []],
        materials: placed.map(({ material, step, state, files }) => {
          const document = meetingPaperOf(material.code)
          const meetingId = document === null ? null : entries.findLast((entry) => entry.step === step.code && entry.meetingId !== null)?.meetingId ?? null
          return {
            code: material.code, number: /^\d/.test(material.code) ? material.code : '', name: material.name, step: step.code, stepName: step.name, state, within: material.keptIn === undefined ? '' : materialNames.get(material.keptIn) ?? '', files: files.map(({ materialCode: _code, ...scan }) => scan),
            paper: paperOf(material.code), record: document === null || meetingId === null ? null : { meetingId, document },
          }
        }),
      })),
    }
  }

  /** Errors: TEMPLATE_MISSING where the own form is asked for and there is none; NOT_FOUND; INVALID_INPUT. */
  async function made(printing: Printing, form: Form | undefined) {
    const { paper } = printing
    const [{ developmentValues }, { buildDevelopmentPaper, builtPdf, builtWord, ownFormValues }] = await Promise.all([import('../../documents/developmentValues.ts'), import('../../documents/developmentPaper.ts')])
    const { source, days } = developmentSource(service, printing)
    const values = developmentValues(source, paper)
    const inUse = templateInUse(vault.db(), paper, null)
    const [own, hasOwn] = [form === 'shipped' ? null : inUse, inUse !== null]
    if (own === null) {
      if (form === 'own') throw new AppError('TEMPLATE_MISSING', { params: { document: developmentPaperNames[paper] } })
      const built = buildDevelopmentPaper(paper, values)
      return { days, hasOwn, word: () => builtWord(built, service.templates), pdf: () => builtPdf(built, service) }
    }
    const [{ fillWith }, { pdfOfPage }] = await Promise.all([import('../../documents/own/index.ts'), import('../../documents/pdf.ts')])
    const filled = fillWith(own, ownFormValues(paper, values))
    return { days, hasOwn, word: () => filled.bytes(), pdf: () => pdfOfPage(filled.html(), true, printerOf(service)) }
  }

  return {
    'developmentPapers.list': ({ personId }) => materials(personId),

    'developmentPapers.preview': async ({ personId, paper, form, days: asked = null }) => {
      printerOf(service)
      const { days, hasOwn, pdf } = await made({ personId, paper, isFull: false, asked }, form)
      const { bytes, pages } = await pdf()
      return { pdf: Buffer.from(bytes).toString('base64'), pages, hasOwn, days }
    },

    'developmentPapers.export': async ({ personId, paper, form, days: asked = null, format, fileToken, includeSensitive }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      if (includeSensitive) await vault.expectPassword(includeSensitive.password)
      const result = await made({ personId, paper, isFull: includeSensitive !== undefined, asked }, form)
      const bytes = format === 'pdf' ? (await result.pdf()).bytes : result.word()
      const stamp = stampOf(service)
      // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
      const db = vault.db()
      db.transaction(() => {
        if (includeSensitive) noteAccess(db, { act: 'export', personId, fields: sensitive.join(','), count: 1, purpose: includeSensitive.purpose }, stamp)
        noteAct(db, 'development.export', personId, stamp)
      }).immediate()
      const { writeAtomically } = await import('../../documents/writeFile.ts')
      writeAtomically(path, bytes)
      return { bytes: bytes.length, rows: 1 }
    },

    'developmentPapers.saveField': ({ personId, name, value, own }) => {
      const db = vault.db()
      const isUsual = usualFields.some((usual) => usual === name)
      const fault = ownFieldFault(name)
      if (fault !== null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'name', message: fault }] })
      return db.transaction(() => {
        if (!findPerson(db, personId)) throw new AppError('NOT_FOUND')
        const known = listOwnFields(db, personId)
        if (!isUsual && !known.some((field) => field.name === name) && known.filter((field) => !usualFields.some((usual) => usual === field.name)).length >= mostOwnFields) throw new AppError('INVALID_INPUT', { fields: [{ path: 'name', message: `最多自己加${mostOwnFields}个字段。请先删除不用的。` }] })
        const stamp = stampOf(service)
        recordOperation(db, { id: service.newId(), act: 'development.field', entityId: personId, stamp, name: () => name, things: [{ kind: 'developmentField', id: name }, { kind: 'developmentValues', id: personId }] }, () => {
          const before = known.find((field) => field.name === name)
          if (before === undefined || value !== undefined) putOwnField(db, { name, value: value ?? '' })
          if (own !== undefined) putOwnValue(db, personId, name, own)
        })
        noteAct(db, 'development.field', personId, stamp)
        return materials(personId)
      }).immediate()
    },

    'developmentPapers.removeField': ({ personId, name }) => {
      const db = vault.db()
      return db.transaction(() => {
        if (!listOwnFields(db, personId).some((field) => field.name === name)) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: service.newId(), act: 'development.field', entityId: personId, stamp, name: () => name, things: [{ kind: 'developmentField', id: name }] }, () => deleteOwnField(db, name))
        noteAct(db, 'development.field', personId, stamp)
        return materials(personId)
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
