import { listActions } from '../../../../db/repositories/actions.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { findProject } from '../../../../db/repositories/projects.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { plainPng } from '../../documents/plainPng.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { SheetPaper, SheetPicture } from '../../documents/sheetPaper.ts'
import type { Handlers } from '../../router.ts'
import { paperOfList, senderOf, sheetOf, type ListPaper } from '../memberPapers/papers.ts'
import { boardHandlers, periodOf } from '../projects/board.ts'
import { difficultiesHandlers } from '../projects/difficulties.ts'
import { indicatorsOf } from '../projects/indicators.ts'
import { actionList, difficultyList } from './lists.ts'
import { closingPaper, proposalPaper } from './projectPapers.ts'
import { quarterPaper } from './quarterPaper.ts'

type Format = 'xlsx' | 'docx' | 'pdf'
/** Millimetres of a curve on the page. */
const curveWide = 160
const mostListed = 20_000

/** 难点清单, 议定事项清单, 立项书, 结题表 and the page of a quarter as files. They are not encrypted; 不公开 items leave only where asked for. */
export function fusionPapersHandlers(service: Service) {
  const { vault, pathOf, clock } = service
  const today = (): IsoDate => localDay(clock())
  const paperBytes = (paper: SheetPaper, format: 'docx' | 'pdf') => sheetBytes(service, paper, format)
  const listBytes = async (list: ListPaper, format: Format): Promise<Uint8Array> =>
    (format === 'xlsx' ? (await import('../../documents/sheet.ts')).writeSheet(sheetOf(list, true)) : paperBytes(paperOfList(list, true), format))
  /** Written down before it leaves: a note of an export that then failed harms nobody, the opposite does. */
  const write = async (path: string, bytes: Uint8Array, rows: number, entityId: string | null): Promise<{ bytes: number; rows: number }> => {
    const db = vault.db()
    db.transaction(() => noteAct(db, 'fusion.export', entityId, stampOf(service))).immediate()
    const { writeAtomically } = await import('../../documents/writeFile.ts')
    writeAtomically(path, bytes)
    return { bytes: bytes.length, rows }
  }
  const difficulties = difficultiesHandlers(service)
  const boards = boardHandlers(service)

  return {
    'difficulties.export': async ({ fileToken, format, ...wanted }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const { rows } = difficulties['difficulties.list'](wanted)
      return write(path, await listBytes(difficultyList(rows, senderOf(service)), format), rows.length, null)
    },

    'actions.export': async ({ fileToken, format, text, ...wanted }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const rows = listActions(vault.db(), { ...wanted, text: text.trim(), limit: mostListed }, today())
      return write(path, await listBytes(actionList(rows, wanted.filter, today(), senderOf(service)), format), rows.length, null)
    },

    'projects.exportPaper': async ({ fileToken, id, paper, format, curves }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const db = vault.db()
      const on = today()
      const project = findProject(db, id, on)
      if (!project) throw new AppError('NOT_FOUND')
      const pictures = new Map(curves.map(({ metricId, pngBase64, alt }): [string, SheetPicture] => {
        const png = plainPng(Buffer.from(pngBase64, 'base64'))
        if (png === null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'curves', message: '曲线图画不出来。' }] })
        return [metricId, { bytes: png.bytes, media: 'png', wide: curveWide, high: Math.round(curveWide * png.height / png.width * 10) / 10, alt }]
      }))
      const from = senderOf(service)
      // A closed paper stands as of the day on which the project was closed.
      const asOf = project.closedOn ?? on
      const actions = listActions(db, { filter: 'all', project: id, text: '', hideConfidential: true, limit: mostListed }, on)
      const made = paper === 'proposal' ? proposalPaper(project, from) : closingPaper(project, { indicators: indicatorsOf(db, project, asOf), actions, curves: pictures, ...from })
      return write(path, await paperBytes(made, format), 1, id)
    },

    'reports.exportQuarter': async ({ fileToken, year, quarter, on, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const { from, to } = periodOf(year, quarter)
      if (from > today()) throw new AppError('INVALID_INPUT', { fields: [{ path: 'year', message: `${chineseDate(from)}还没有到，没有可以统计的内容。` }] })
      const board = boards['projects.board']({ on: on ?? (to < today() ? to : today()), year, quarter })
      return write(path, await paperBytes(quarterPaper(board, senderOf(service)), format), 1, null)
    },
  } satisfies Partial<Handlers>
}
