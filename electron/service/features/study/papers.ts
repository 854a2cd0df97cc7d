import { noteAct } from '../../../../db/repositories/audit.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { compareDecimals } from '../../../../shared/domain/decimal.ts'
import type { StudyLedger, StudyLine, StudyRow } from '../../../../shared/domain/study.ts'
import { committeeHours, memberHours } from '../../../../shared/domain/studyAsked.ts'
import { studyCredits, studyLedger } from '../../../../shared/domain/studyLedger.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { ListColumnOf } from '../../documents/sheetPaper.ts'
import type { Handlers } from '../../router.ts'
import { infoLine, paperOfList, senderOf, sheetOf, type ListPaper, type Sender } from '../memberPapers/papers.ts'
import { dayOfYear, studyFactsOf } from './gather.ts'

type Told = Omit<StudyLedger, 'trainings'>

const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })
/** Full characters of 10.5 pt in a line of a page that lies. */
const across = 70

const ledgerColumns = [narrow('序号'), narrow('姓名'), narrow('党小组'), wide('党内职务'), narrow('要求'), narrow('政治理论'), narrow('业务'), narrow('合计'), narrow('还差'), narrow('待确认'), narrow('志愿服务\n（小时）'), narrow('群团活动\n（次）'), wide('说明')]
const isNone = (hours: string): boolean => compareDecimals(hours, '0') === 0
const dotted = (day: string): string => day.replaceAll('-', '.')
const leftOut = (hours: string): string => (isNone(hours) ? '' : hours)

function ledgerRow({ name, group, post, isHere, asked, askedWords, theory, business, total, short, waiting, waitingOpen, volunteer, mass }: StudyRow, at: number): (string | number)[] {
  return [at + 1, name, group, post, asked, theory, business, total, isNone(short) ? '达标' : short, [leftOut(waiting), waitingOpen > 0 ? `另${waitingOpen}次没写时长` : ''].filter((part) => part !== '').join('\n'), leftOut(volunteer), mass === 0 ? '' : String(mass), [isHere ? '' : '已不在本支部', askedWords].filter((part) => part !== '').join('；')]
}

/** 学时台账 of a year: what is asked, what was learnt, what lacks. */
export function ledgerList({ year, on, rows, sums }: Told, sender: Sender): ListPaper {
  return {
    sheetName: '学时台账', title: `${sender.branch}${year}年党员学时台账`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across), columns: ledgerColumns, rows: rows.map(ledgerRow),
    footer: `合计：党员${sums.people}人，达标${sums.reached}人。政治理论${sums.theory}学时，业务${sums.business}学时；志愿服务${sums.volunteer}小时。${sums.waiting === 0 ? '' : `另有${sums.waiting}次会议的学时还没有确认，没有计入。`}`,
    notes: [
      `党员每年不少于${memberHours}学时（教管条例第20条），书记和支委每年不少于${committeeHours}学时（全国党员教育培训规划，待核）。支部集中学习1小时计1学时，脱产1天计8学时、半天计4学时，按自然年累计。`,
      '会议的学时由党务干部按记录确认；同一次会议到会和补学只计一次。志愿服务和群团活动不计学时。',
    ],
  }
}

const lineColumns = [narrow('序号'), narrow('姓名'), narrow('日期'), narrow('来源'), wide('内容'), narrow('政治理论'), narrow('业务'), narrow('学时'), wide('说明')]
const sourceOf = ({ meetingKind }: StudyLine): string => (meetingKind === null ? '培训' : kindFacts[meetingKind].short)

/** What stands behind the ledger, record by record, in the order of the ledger and of the year. */
export function linesList({ year, on, rows }: Told, lines: ReadonlyMap<string, readonly StudyLine[]>, sender: Sender): ListPaper {
  const counted = rows.flatMap(({ personId, name }) => (lines.get(personId) ?? []).filter(({ state }) => state === 'counted').toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1)).map((line) => ({ name, line })))
  return {
    sheetName: '学时明细', title: `${sender.branch}${year}年党员学时明细`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across), columns: lineColumns,
    rows: counted.length === 0 ? [['', '还没有确认或登记的学时。', '', '', '', '', '', '', '']] : counted.map(({ name, line }, at) => [at + 1, name, dotted(line.on), sourceOf(line), line.title, leftOut(line.theory), leftOut(line.business), line.hours, line.note]),
    footer: `合计：${counted.length}条。`, notes: [],
  }
}

/** 学时台账 and 学时明细 as files. They are not encrypted. */
export function studyExport(service: Service) {
  const { vault, pathOf } = service
  return {
    'study.export': async ({ fileToken, year, on, what, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const facts = studyFactsOf(service, year, dayOfYear(service, year, on))
      const ledger = studyLedger(facts)
      const list = what === 'ledger' ? ledgerList(ledger, senderOf(service)) : linesList(ledger, studyCredits(facts), senderOf(service))
      const bytes = format === 'xlsx' ? await (await import('../../documents/sheet.ts')).writeSheet(sheetOf(list, true)) : await sheetBytes(service, paperOfList(list, true), format)
      const db = vault.db()
      // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
      db.transaction(() => noteAct(db, 'study.export', null, stampOf(service))).immediate()
      const { writeAtomically } = await import('../../documents/writeFile.ts')
      writeAtomically(path, bytes)
      return { bytes: bytes.length, rows: list.rows.length }
    },
  } satisfies Partial<Handlers>
}
