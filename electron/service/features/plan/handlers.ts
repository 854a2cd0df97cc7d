import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { findMeeting, putMeeting, stateOf } from '../../../../db/repositories/meetings.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { closePlanYear, closingOf, deleteBusinessDay, deleteOwnDay, deletePlanItem, findBusinessDay, findPlanItem, listOwnDays, listPlanItems, putBusinessDay, putOwnDay, putPlanItem, reopenPlanYear } from '../../../../db/repositories/plan.ts'
import { addDays, chineseMonthDay, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { OperationAct } from '../../../../shared/domain/journal.ts'
import { planName, type PlanItem } from '../../../../shared/domain/plan.ts'
import { covers } from '../../../../shared/domain/planCalendar.ts'
import { proposePlan } from '../../../../shared/domain/planProposal.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { Handlers } from '../../router.ts'
import type { meetingsHandlers } from '../meetings/handlers.ts'
import { meetingOf, onAnotherDay } from './meeting.ts'
import { paperOfPlan, paperOfSummary, rowsOfPaper, sheetOfPlan } from './papers.ts'
import { planSource, planYear, summaryOf } from './source.ts'
import { senderOf } from '../memberPapers/papers.ts'

/** A holiday is entered as one range; the longest is 春节 with its days before and after. */
const longestHoliday = 31
const longestEvent = 366

const refuse = (path: string, message: string) => new AppError('INVALID_INPUT', { fields: [{ path, message }] })
const daysIn = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
const nameOf = (item: Pick<PlanItem, 'kind' | 'part' | 'on'>): string => `${chineseMonthDay(item.on)}的${planName(item)}`
const quoted = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’')

/** 计划: the year proposed, accepted, changed and moved, opened as meetings, and the days it is planned around. */
export function planHandlers(service: Service, { 'meetings.prepare': prepare }: Pick<ReturnType<typeof meetingsHandlers>, 'meetings.prepare'>) {
  const { vault, clock, newId, pathOf } = service

  /** Errors: NOT_FOUND. */
  function itemOf(id: string): PlanItem {
    const item = findPlanItem(vault.db(), id)
    if (!item) throw new AppError('NOT_FOUND')
    return item
  }

  /** One act on the plan, undoable as a whole. */
  function act(what: Extract<OperationAct, `plan.${string}`>, { things, name, count, entityId = null }: { things: readonly ThingRef[]; name(): string; count?: () => number; entityId?: string | null }, change: (at: string) => void): void {
    const db = vault.db()
    db.transaction(() => {
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: what, entityId, stamp, name, things, ...(count ? { count } : {}) }, () => change(stamp.at))
      noteAct(db, what, entityId, stamp)
    }).immediate()
  }

  /** A closed year is not changed, until it is opened again. */
  function mustBeOpen(year: number): void {
    if (closingOf(vault.db(), year) !== null) throw refuse('year', `${year}年计划已经关账。要改请先在“年终”里重新打开。`)
  }

  function mustBeIn(year: number, on: IsoDate): void {
    mustBeOpen(year)
    if (!on.startsWith(`${year}-`)) throw refuse('on', `日期要在${year}年里；别的年份请在那一年的计划里新增。`)
  }

  /** The item with other words or on another day; its meeting goes along while it is only planned. */
  function change(item: PlanItem, to: PlanItem, what: 'plan.save' | 'plan.move', name: string): void {
    const db = vault.db()
    mustBeIn(item.year, to.on)
    const event = to.eventId === null ? null : findBusinessDay(db, to.eventId)
    const next = { ...to, eventId: event && covers(event, to.on) ? event.id : null }
    const meeting = item.meetingId === null || next.on === item.on ? null : findMeeting(db, item.meetingId)
    if (meeting && meeting.state !== 'planned' && meeting.state !== 'notified') throw refuse('on', '这次活动已经有会议记录，请在记录里改日期。')
    const things: ThingRef[] = [{ kind: 'planItem', id: item.id }, ...(meeting ? [{ kind: 'meeting', id: meeting.id } as const] : [])]
    act(what, { things, name: () => name }, (at) => {
      putPlanItem(db, next)
      if (meeting) putMeeting(db, { ...onAnotherDay(meeting, next.on, vault.info().branch), savedAt: at }, at)
    })
  }

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const db = vault.db()
    // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
    db.transaction(() => noteAct(db, 'plan.export', null, stampOf(service))).immediate()
    const { writeAtomically } = await import('../../documents/writeFile.ts')
    writeAtomically(path, bytes)
  }

  return {
    'plan.propose': ({ year }) => {
      const source = planSource(service, year)
      const { items, told } = proposePlan(source)
      return { year, from: source.from, told, items }
    },

    'plan.list': ({ year }) => planYear(service, year),

    'plan.accept': ({ year, items }) => {
      const db = vault.db()
      for (const { on } of items) mustBeIn(year, on)
      const known = new Set(listPlanItems(db, year).map(({ key }) => key))
      // One key may come twice in one call as well.
      const fresh = items.filter(({ key }) => { const isNew = !known.has(key); known.add(key); return isNew }).map((item): PlanItem => ({ ...item, id: newId(), year, meetingId: null, reason: '' }))
      if (fresh.length > 0) act('plan.accept', { things: fresh.map(({ id }) => ({ kind: 'planItem', id })), name: () => `${year}年`, count: () => fresh.length }, () => { for (const item of fresh) putPlanItem(db, item) })
      return { added: fresh.length }
    },

    'plan.save': ({ id: given, year, basis, ...text }) => {
      const db = vault.db()
      if (given === undefined) {
        mustBeIn(year, text.on)
        const id = newId()
        act('plan.add', { things: [{ kind: 'planItem', id }], name: () => nameOf(text) }, () => putPlanItem(db, { ...text, id, year, key: `own ${id}`, ruleId: null, basis: basis ?? '本单位安排', meetingId: null, reason: '' }))
        return { id }
      }
      const item = itemOf(given)
      if (item.ruleId !== null && (item.kind !== text.kind || item.part !== text.part)) throw refuse('kind', '按规则列入的活动不能改成别的活动；可以删除后另外新增。')
      if (item.meetingId !== null && item.kind !== text.kind && stateOf(db, item.meetingId) !== null) throw refuse('kind', '这次活动已经开始筹备，不能改成别的活动。')
      change(item, { ...item, ...text, basis: basis ?? item.basis }, 'plan.save', nameOf(text))
      return { id: given }
    },

    'plan.move': ({ id, on }) => {
      const item = itemOf(id)
      if (item.on !== on) change(item, { ...item, on }, 'plan.move', `${planName(item)}从${chineseMonthDay(item.on)}改到${chineseMonthDay(on)}`)
      return {}
    },

    'plan.remove': ({ id }) => {
      const item = itemOf(id)
      mustBeOpen(item.year)
      act('plan.remove', { things: [{ kind: 'planItem', id }], name: () => nameOf(item) }, () => deletePlanItem(vault.db(), id))
      return {}
    },

    'plan.open': ({ id }) => {
      const db = vault.db()
      const item = itemOf(id)
      if (item.meetingId !== null && stateOf(db, item.meetingId) !== null) return { meetingId: item.meetingId }
      mustBeOpen(item.year)
      if (item.kind === 'heartTalk') throw refuse('id', '谈心谈话是一次一次登记的，请从“登记谈话”开始。')
      const meetingId = newId()
      act('plan.open', { things: [{ kind: 'planItem', id }, { kind: 'meeting', id: meetingId }], name: () => nameOf(item), entityId: meetingId }, (at) => {
        // The numbers of titles are counted inside of the transaction.
        const prepared = prepare({ kind: item.kind, heldOn: item.on, group: item.part })
        putMeeting(db, meetingOf(item, prepared, { id: meetingId, newId, at, isAhead: item.on > localDay(clock()) }), at)
        putPlanItem(db, { ...item, meetingId })
      })
      return { meetingId }
    },

    'plan.setReason': ({ id, reason }) => {
      const item = itemOf(id)
      mustBeOpen(item.year)
      act('plan.reason', { things: [{ kind: 'planItem', id }], name: () => nameOf(item) }, () => putPlanItem(vault.db(), { ...item, reason }))
      return {}
    },

    'plan.close': ({ year }) => {
      const db = vault.db()
      if (listPlanItems(db, year).length === 0) throw refuse('year', `${year}年没有计划，不用关账。`)
      act('plan.close', { things: [{ kind: 'planYear', id: String(year) }], name: () => `${year}年` }, () => closePlanYear(db, year, localDay(clock()), stampOf(service).who))
      return {}
    },

    'plan.reopen': ({ year }) => {
      if (closingOf(vault.db(), year) !== null) act('plan.reopen', { things: [{ kind: 'planYear', id: String(year) }], name: () => `${year}年` }, () => reopenPlanYear(vault.db(), year))
      return {}
    },

    'plan.summary': ({ year }) => summaryOf(service, year),

    'plan.exportSummary': async ({ fileToken, year, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const sections = summaryOf(service, year)
      const bytes = await sheetBytes(service, paperOfSummary(sections, year, senderOf(service)), format)
      await write(path, bytes)
      return { bytes: bytes.length, rows: sections.reduce((sum, { sentences }) => sum + sentences.length, 0) }
    },

    'plan.saveBusiness': ({ id: given, ...text }) => {
      const db = vault.db()
      if (given !== undefined && !findBusinessDay(db, given)) throw new AppError('NOT_FOUND')
      if (text.from > text.to) throw refuse('to', '结束日期早于开始日期。')
      if (daysIn(text.from, text.to) > longestEvent) throw refuse('to', '一条最长一年，跨年的请分开登记。')
      if (text.kind === 'away' && (text.personId === null || !findPerson(db, text.personId))) throw refuse('personId', '请选谁请假或外出。')
      const id = given ?? newId()
      act('plan.business', { things: [{ kind: 'businessDay', id }], name: () => quoted(text.title) }, () => putBusinessDay(db, { ...text, id, personId: text.kind === 'away' ? text.personId : null }))
      return { id }
    },

    'plan.removeBusiness': ({ id }) => {
      const event = findBusinessDay(vault.db(), id)
      if (!event) throw new AppError('NOT_FOUND')
      act('plan.removeBusiness', { things: [{ kind: 'businessDay', id }], name: () => quoted(event.title) }, () => deleteBusinessDay(vault.db(), id))
      return {}
    },

    'plan.saveDays': ({ from, to, isOff, name }) => {
      if (from > to) throw refuse('to', '结束日期早于开始日期。')
      const count = daysIn(from, to)
      if (count > longestHoliday) throw refuse('to', `一次最多录入${longestHoliday}天。`)
      const days = Array.from({ length: count }, (_, at) => addDays(from, at))
      act('plan.days', { things: days.map((day) => ({ kind: 'calendarDay', id: day })), name: () => quoted(name), count: () => count }, () => { for (const day of days) putOwnDay(vault.db(), { day, isOff, name }) })
      return { days: count }
    },

    'plan.removeDays': ({ from, to }) => {
      if (from > to || daysIn(from, to) > longestEvent) throw refuse('to', '结束日期早于开始日期，或者超过一年。')
      const db = vault.db()
      const own = [...new Set([Number(from.slice(0, 4)), Number(to.slice(0, 4))])].flatMap((year) => listOwnDays(db, year)).filter(({ day }) => day >= from && day <= to)
      const [first] = own
      if (!first) throw new AppError('NOT_FOUND')
      act('plan.removeDays', { things: own.map(({ day }) => ({ kind: 'calendarDay', id: day })), name: () => quoted(first.name), count: () => own.length }, () => { for (const { day } of own) deleteOwnDay(db, day) })
      return {}
    },

    'plan.export': async ({ fileToken, year, what, at, format }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const plan = planYear(service, year)
      const sender = senderOf(service)
      const bytes = format === 'xlsx' ? await (await import('../../documents/sheet.ts')).writeSheet(sheetOfPlan(plan, what, at, sender)) : await sheetBytes(service, paperOfPlan(plan, what, at, sender), format)
      await write(path, bytes)
      return { bytes: bytes.length, rows: rowsOfPaper(plan, what, at).length }
    },
  } satisfies Partial<Handlers>
}
