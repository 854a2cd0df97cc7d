import { noteAct } from '../../../../db/repositories/audit.ts'
import { chineseDate, chineseMonthDay, localDay } from '../../../../shared/domain/dates.ts'
import { talentDirectionNames, talentDirections, talentDirectionWords, talentStateNames, type TalentProposal, type TalentRow, type TalentYear } from '../../../../shared/domain/talent.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { columnsOf, fitting, head, heightOf, left, middle, rowHigh, sharedOut, size } from '../../documents/onePage.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { ListColumnOf, SheetBlock, SheetCell, SheetPaper } from '../../documents/sheetPaper.ts'
import type { Handlers } from '../../router.ts'
import { dotted } from '../fusionPapers/lists.ts'
import { infoLine, senderOf, sheetOf, type ListPaper, type Sender } from '../memberPapers/papers.ts'
import { dayOfYear } from '../study/gather.ts'
import { proposalOf, talentYear } from './gather.ts'

/** Full characters of 10.5 pt in a line of a page that stands, and of one that lies. */
const [upright, across] = [44, 70]
/** What stands between the margins less title, lines of the sender, four headings and the notes, in millimetres, with a reserve for other faces. */
const room = 168

/** Somebody may have left the pool and come again. */
const peopleIn = (entries: readonly Pick<TalentRow, 'personId'>[]): number => new Set(entries.map(({ personId }) => personId)).size
const outcomeOf = ({ state, endedOn, endReason, endProof, overdue, plannedEnd }: TalentRow): string =>
  [endedOn === null ? '' : dotted(endedOn), `${talentStateNames[state]}${overdue ? '，已过计划结束日期' : ''}`, state === 'training' && plannedEnd !== null && !overdue ? `计划到${dotted(plannedEnd)}` : '', endReason, endProof].filter((part) => part !== '').join(' ')

/** What happened in the year until the day, in its order: beginnings, stages, conversions, leavings. A stage to come has not happened. */
function eventsOf({ year, on: until, entries }: TalentYear): { on: string; name: string; direction: string; what: string; result: string }[] {
  const of = (day: string | null): day is string => day !== null && day.startsWith(`${year}-`) && day <= until
  return entries.flatMap(({ name, direction: way, startsOn, stages, state, endedOn, endReason, endProof }) => {
    const direction = talentDirectionNames[way]
    return [
      ...(of(startsOn) ? [{ on: startsOn, name, direction, what: '列入培养库', result: '' }] : []),
      ...stages.filter(({ on }) => of(on)).map(({ on, content, result }) => ({ on, name, direction, what: content, result })),
      ...(of(endedOn) ? [{ on: endedOn, name, direction, what: state === 'converted' ? '转化' : '退出', result: state === 'converted' ? endProof : endReason }] : []),
    ]
  }).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** 双培养 of a year on one A4 page: ages, pool, stages and conversions, figures, next year's proposal. What does not fit is counted. */
export function talentPaper(told: TalentYear, next: TalentProposal, sender: Sender): SheetPaper {
  const { year, on, ages, entries, indicators } = told
  const tableOf = (columns: number[], rows: { cells: SheetCell[]; high?: number }[]): SheetBlock => ({ block: 'table', columns, size, rows: rows.map((row) => ({ high: rowHigh, ...row })) })
  const note = (text: string): SheetBlock => ({ block: 'note', text })
  const headed = (titles: string[]) => ({ high: rowHigh, cells: titles.map(head) })

  const ageRows = [
    headed(['年龄', ...ages.groups.map(({ name }) => name)]),
    ...ages.labels.map((label, at) => ({ cells: [middle(label), ...ages.groups.map(({ bands }) => { const band = bands[at]; return middle(band === null || band === undefined ? '' : String(band.length)) })] })),
    { cells: [middle('合计'), ...ages.groups.map(({ total }) => middle(String(total)))] },
    ...(ages.groups.every(({ unknown }) => unknown.length === 0) ? [] : [{ cells: [middle('没有出生日期'), ...ages.groups.map(({ unknown }) => middle(String(unknown.length)))] }]),
  ]
  const figureRows = [headed(['指标', '数值', '分子/分母', '指标', '数值', '分子/分母']), ...[0, 2].map((at) => ({ cells: indicators.slice(at, at + 2).flatMap(({ name, value, numerator, denominator }) => [left(name), middle(value.replace(' ', '')), middle(`${numerator} / ${denominator}`)]) }))]

  const poolWidths = columnsOf(24, 18, 20, 60, 48)
  const pool = talentDirections.flatMap((direction) => entries.filter((entry) => entry.direction === direction).map((entry) => [middle(talentDirectionNames[direction]), middle(entry.name), middle(entry.mentor), left([entry.criteria, entry.documentNo].filter((part) => part !== '').join('；')), left(outcomeOf(entry))]))
  const eventWidths = columnsOf(20, 18, 24, 68, 40)
  const events = eventsOf(told).map(({ on: day, name, direction, what, result }) => [middle(chineseMonthDay(day)), middle(name), middle(direction), left(what), left(result)])
  const nextWidths = columnsOf(24, 18, 14, 114)
  const proposed = next.candidates.map(({ direction, name, age, reasons, lacks, isSure }) => [middle(talentDirectionNames[direction]), middle(name), middle(age === null ? '—' : `${age}岁`), left(`${reasons.map(({ text }) => text).join('；')}${isSure ? '' : `（缺${lacks.join('、')}）`}`)])
  // Heads of the three lists and the sum below the pool stand besides.
  const [poolRoom = 0, eventRoom = 0, nextRoom = 0] = sharedOut([heightOf(pool, poolWidths), heightOf(events, eventWidths), heightOf(proposed, nextWidths)], room - (ageRows.length + figureRows.length + 4) * rowHigh)
  const keptPool = fitting(pool, poolWidths, poolRoom, (missing) => `另有${missing}人，见双培养的培养库。`)
  const keptEvents = fitting(events, eventWidths, eventRoom, (missing) => `另有${missing}项，见双培养的培养库。`)
  const keptNext = fitting(proposed, nextWidths, nextRoom, (missing) => `另有${missing}人，见双培养的年度建议。`)
  const counts = talentDirections.map((direction) => { const of = entries.filter((entry) => entry.direction === direction && entry.startsOn <= on); return `${talentDirectionWords[direction]}${peopleIn(of)}人，本年转化${peopleIn(of.filter(({ state, endedOn }) => state === 'converted' && endedOn?.startsWith(`${year}-`)))}人` }).join('；')
  return {
    landscape: false, title: `${sender.branch}${year}年双培养情况`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], upright),
    blocks: [
      { block: 'heading', text: '一、年龄结构' }, tableOf(columnsOf(34, 38, 60, 38), ageRows),
      { block: 'heading', text: '二、培养库' }, entries.length === 0 ? note(`${year}年培养库里没有人。`) : tableOf(poolWidths, [headed(['方向', '姓名', '导师', '条件和依据', '进展']), ...keptPool.rows, { cells: [left(`合计：${counts}。`, poolWidths.length)] }]),
      { block: 'heading', text: '三、本年培养、转化和指标' }, events.length === 0 ? note(`${year}年没有登记培养阶段和转化。`) : tableOf(eventWidths, [headed(['日期', '姓名', '方向', '培养内容', '结果']), ...keptEvents.rows]),
      note(`指标从${year}年1月1日算到${chineseDate(on)}，分母为0的显示“—”：`), tableOf(columnsOf(42, 22, 21, 42, 22, 21), figureRows),
      { block: 'heading', text: `四、${next.year}年建议人选` }, proposed.length === 0 ? note('按档案和台账，没有提出新的人选。') : tableOf(nextWidths, [headed(['方向', '姓名', '年龄', '理由']), ...keptNext.rows]),
      note('建议人选按档案和台账提出，由支委会研究决定。职工按名册里登记的人算。'),
    ],
  }
}

const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })
/** The pool of a year for Excel, one line for each. */
export function talentList({ year, on, entries }: TalentYear, sender: Sender): ListPaper {
  return {
    sheetName: '双培养', title: `${sender.branch}${year}年双培养台账`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across),
    columns: [narrow('序号'), narrow('方向'), narrow('姓名'), narrow('导师'), narrow('开始'), narrow('计划结束'), wide('条件'), wide('依据'), wide('决定的会议'), wide('培养阶段'), narrow('状态'), narrow('转化或退出日期'), wide('说明')],
    rows: talentDirections.flatMap((direction) => entries.filter((entry) => entry.direction === direction)).map((entry, at) => [
      at + 1, talentDirectionNames[entry.direction], entry.name, entry.mentor, dotted(entry.startsOn), dotted(entry.plannedEnd), entry.criteria, [entry.documentNo, ...entry.files.map(({ name }) => name)].filter((part) => part !== '').join('；'),
      entry.meeting === null ? '' : `${dotted(entry.meeting.heldOn)} ${entry.meeting.title}`, entry.stages.map(({ on: day, content, result }) => `${dotted(day)} ${content}${result === '' ? '' : `：${result}`}`).join('\n'),
      talentStateNames[entry.state], dotted(entry.endedOn), [entry.endReason, entry.endProof, entry.overdue ? '已过计划结束日期' : ''].filter((part) => part !== '').join('；'),
    ]),
    footer: `合计：${entries.length}条，${peopleIn(entries)}人；在培${entries.filter(({ state }) => state === 'training').length}条，已转化${entries.filter(({ state }) => state === 'converted').length}条，退出${entries.filter(({ state }) => state === 'left').length}条。`, notes: [],
  }
}

/** 双培养 as files. They are not encrypted. */
export function talentExport(service: Service) {
  const { vault, pathOf, clock } = service
  return {
    'talent.export': async ({ fileToken, year, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const today = localDay(clock())
      if (`${year}-01-01` > today) throw new AppError('INVALID_INPUT', { fields: [{ path: 'year', message: `${year}年还没有到，没有可以统计的内容。` }] })
      const told = talentYear(vault.db(), year, dayOfYear(service, year, undefined), today)
      const next = proposalOf(vault.db(), year + 1, dayOfYear(service, year + 1, undefined))
      const bytes = format === 'xlsx' ? await (await import('../../documents/sheet.ts')).writeSheet(sheetOf(talentList(told, senderOf(service)), true)) : await sheetBytes(service, talentPaper(told, next, senderOf(service)), format)
      // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
      const db = vault.db()
      db.transaction(() => noteAct(db, 'talent.export', null, stampOf(service))).immediate()
      const { writeAtomically } = await import('../../documents/writeFile.ts')
      writeAtomically(path, bytes)
      return { bytes: bytes.length, rows: told.entries.length }
    },
  } satisfies Partial<Handlers>
}
