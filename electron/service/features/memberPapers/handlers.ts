import { loadContent } from '../../../../db/attachmentFiles.ts'
import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { attendanceFiguresOf } from '../../../../db/repositories/attendanceFigures.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { onlineTurns, paperLinesOf, photoOf } from '../../../../db/repositories/personPaper.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { sensitiveColumns, standardColumns } from '../../../../shared/domain/listColumns.ts'
import type { FieldCode } from '../../../../shared/domain/memberFields.ts'
import { structureNames, structureOf, type CountedPerson, type StructureKey } from '../../../../shared/domain/structure.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { SheetPaper, SheetPicture } from '../../documents/sheetPaper.ts'
import type { Handlers } from '../../router.ts'
import { plainJpeg } from '../attachments/plainJpeg.ts'
import { plainPng } from '../../documents/plainPng.ts'
import { listedPeople } from './listed.ts'
import { attendanceList, paperOfList, rosterList, senderOf, sheetOf, structureList, structurePaper, type ListPaper } from './papers.ts'
import { formSensitive, personForm } from './personForm.ts'

interface Sensitive { purpose: string; password: string }
type Format = 'xlsx' | 'docx' | 'pdf'

/** Millimetres of a chart on the page, and of the photo on the form. */
const chartWide = 150
const photoSize = { wide: 24, high: 34 }

/** Lists, forms and figures about people. Files that leave are not encrypted: sensitive values are masked unless purpose and password were given. */
export function memberPapersHandlers(service: Service) {
  const { vault, pathOf, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Written down before anything leaves: a note of an export that then failed harms nobody, the opposite does. */
  const noteExport = (sensitive: Sensitive | undefined, fields: readonly (FieldCode | 'sanctions')[], count: number, personId: string | null): void => {
    const stamp = stampOf(service)
    const db = vault.db()
    db.transaction(() => {
      if (sensitive && fields.length > 0 && count > 0) noteAccess(db, { act: 'export', personId, fields: fields.join(','), count, purpose: sensitive.purpose }, stamp)
      noteAct(db, 'members.export', personId, stamp)
    }).immediate()
  }

  const paperBytes = (paper: SheetPaper, format: 'docx' | 'pdf') => sheetBytes(service, paper, format)
  const listBytes = async (list: ListPaper, format: Format, landscape: boolean): Promise<Uint8Array> =>
    (format === 'xlsx' ? (await import('../../documents/sheet.ts')).writeSheet(sheetOf(list, landscape)) : paperBytes(paperOfList(list, landscape), format))
  const write = async (path: string, bytes: Uint8Array, rows: number): Promise<{ bytes: number; rows: number }> => {
    const { writeAtomically } = await import('../../documents/writeFile.ts')
    writeAtomically(path, bytes)
    return { bytes: bytes.length, rows }
  }

  const formOf = (id: string, on: IsoDate, isFull: boolean) => {
    const db = vault.db()
    const [person] = listedPeople(db, { on, who: 'everybody', ids: [id] })
    if (!person) throw new AppError('NOT_FOUND')
    const lines = paperLinesOf(db, id)
    const { branch } = vault.info()
    const fields: (FieldCode | 'sanctions')[] = [...formSensitive.filter((code) => person.fields[code] !== undefined), ...(lines.sanctions.length > 0 ? ['sanctions' as const] : [])]
    return { fields, paper: personForm({ person, ...lines, photo: photoPicture(id, person.name) }, { on, isFull, branch, today: today() }) }
  }

  /** The photo as a picture only; none where its file is damaged, since the form is worth more than its photo. */
  const photoPicture = (id: string, name: string): SheetPicture | null => {
    const found = photoOf(vault.db(), id)
    if (found === null) return null
    let content: Buffer
    try {
      content = loadContent(vault.db(), vault.folder, found.sha256)
    } catch {
      return null
    }
    const [jpeg, png] = [plainJpeg(content), plainPng(content)]
    const picture = jpeg ?? png
    if (picture === null) return null
    const scale = Math.min(photoSize.wide / picture.width, photoSize.high / picture.height)
    return { bytes: picture.bytes, media: jpeg ? 'jpeg' : 'png', wide: round(picture.width * scale), high: round(picture.height * scale), alt: `${name}的照片` }
  }

  const structure = (on: IsoDate) => structureOf(listedPeople(vault.db(), { on, who: 'members' }).flatMap((person): CountedPerson[] => (person.status === null ? [] : [{ ...person, status: person.status }])), on)

  return {
    'members.exportRoster': async ({ fileToken, format, on, who, ids, columns = standardColumns, title, includeSensitive }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      vault.db()
      if (includeSensitive) await vault.expectPassword(includeSensitive.password)
      const people = listedPeople(vault.db(), { on, who, ids, attendance: columns.includes('attendance') })
      const list = rosterList(people, { title, columns, on, isFull: includeSensitive !== undefined, sender: senderOf(service) })
      const bytes = await listBytes(list, format, columns.length > 7)
      noteExport(includeSensitive, sensitiveColumns(columns), people.length, null)
      return write(path, bytes, people.length)
    },

    'members.exportFile': async ({ fileToken, id, format, on, includeSensitive }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      vault.db()
      if (includeSensitive) await vault.expectPassword(includeSensitive.password)
      const { paper, fields } = formOf(id, on, includeSensitive !== undefined)
      const bytes = await paperBytes(paper, format)
      noteExport(includeSensitive, fields, 1, id)
      return write(path, bytes, 1)
    },

    'members.previewFile': async ({ id, on }) => {
      const printPage = printerOf(service)
      const { paper } = formOf(id, on, false)
      const { bytes, pages } = await (await import('../../documents/sheetPage.ts')).sheetPdf(paper, printPage)
      return { pdf: Buffer.from(bytes).toString('base64'), pages }
    },

    'members.exportAttendance': async ({ fileToken, from, to, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const db = vault.db()
      const people = listedPeople(db, { on: to, who: 'members' })
      const list = attendanceList(people, attendanceFiguresOf(db, people.map(({ id }) => id), from, to), onlineTurns(db, from, to), { from, to, sender: senderOf(service) })
      const bytes = await listBytes(list, format, true)
      noteExport(undefined, [], list.rows.length, null)
      return write(path, bytes, list.rows.length)
    },

    'members.structure': ({ on }) => structure(on),

    'members.exportStructure': async ({ fileToken, on, format, charts }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const found = structure(on)
      const pictures = new Map(charts.map(({ key, pngBase64, alt }): [StructureKey, SheetPicture] => {
        const png = plainPng(Buffer.from(pngBase64, 'base64'))
        if (png === null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'charts', message: `“${structureNames[key]}”的图画不出来。` }] })
        return [key, { bytes: png.bytes, media: 'png', wide: chartWide, high: round(chartWide * png.height / png.width), alt }]
      }))
      const bytes = format === 'xlsx' ? await listBytes(structureList(found, senderOf(service)), 'xlsx', true) : await paperBytes(structurePaper(found, pictures, senderOf(service)), format)
      noteExport(undefined, [], found.total, null)
      return write(path, bytes, found.total)
    },
  } satisfies Partial<Handlers>
}

const round = (millimetres: number): number => Math.round(millimetres * 10) / 10
