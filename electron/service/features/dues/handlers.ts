import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { assessmentFrom, assessmentsOf, baseOfAssessment, deleteAssessment, deletePayment, duesSettingId, duesSettings, findAssessment, paymentsBetween, putAssessment, putDuesSettings, putPayment } from '../../../../db/repositories/dues.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import type { Db } from '../../../../db/connection.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { baseOf, duesStateNames, reckonDues, settingsInWords, type DuesAssessment, type DuesEdit, type DuesMonth } from '../../../../shared/domain/dues.ts'
import { duesMonth, monthInWords, paymentKey } from '../../../../shared/domain/duesYear.ts'
import { duesRules } from '../../../../shared/rules/dues.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault } from '../actions/acts.ts'
import { duesFactsOf, duesYearOf, offersOf } from './gather.ts'
import { duesExport } from './papers.ts'

/** 党费: what is confirmed for whom, who paid for which month, and the ledger. */
export function duesHandlers(service: Service) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string): { assessment: DuesAssessment; name: string } {
    const assessment = findAssessment(db, id)
    const person = assessment && findPerson(db, assessment.personId)
    if (!assessment || !person) throw new AppError('NOT_FOUND')
    return { assessment, name: person.name }
  }
  const paymentThing = (personId: string, month: string): ThingRef => ({ kind: 'duesPayment', id: paymentKey(personId, month) })

  return {
    'dues.year': ({ year, on }) => duesYearOf(vault.db(), year, on ?? today()),

    'dues.assess': (edit) => {
      const db = vault.db()
      return db.transaction(() => {
        const person = findPerson(db, edit.personId)
        if (!person) throw fault('personId', '名册里没有这个人，请从名单里选。')
        const { base, parts } = baseIn(edit)
        refuse(edit, assessmentsOf(db, edit.personId), today())
        const id = assessmentFrom(db, edit.personId, edit.fromMonth) ?? newId()
        const stamp = stampOf(service)
        const calculated = reckonDues(edit.category, base, duesSettings(db).rounding).calculated
        recordOperation(db, { id: newId(), act: 'dues.assess', entityId: id, stamp, name: () => `${person.name}${edit.fromMonth.slice(0, 4)}年`, count: () => 1, things: [{ kind: 'duesAssessment', id }] }, () => putAssessment(db, { ...edit, id, base, parts, calculated }, stamp))
        noteAct(db, 'dues.assess', id, stamp)
        return known(db, id).assessment
      }).immediate()
    },

    'dues.removeAssessment': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { assessment: { fromMonth }, name } = known(db, id)
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'dues.removeAssessment', entityId: id, stamp, name: () => `${name}${monthInWords(fromMonth)}起`, things: [{ kind: 'duesAssessment', id }] }, () => deleteAssessment(db, id))
        noteAct(db, 'dues.removeAssessment', id, stamp)
        return {}
      }).immediate()
    },

    // Written down together with being read: what cannot be written down is not shown.
    'dues.reveal': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { assessment: { personId, hasBase } } = known(db, id)
        if (hasBase) noteAccess(db, { act: 'show', personId, fields: 'duesBase', count: 1 }, stampOf(service))
        return baseOfAssessment(db, id)
      }).immediate()
    },

    'dues.assessMany': ({ source, fromMonth, commit }) => {
      const db = vault.db()
      return db.transaction(() => {
        const year = Number(fromMonth.slice(0, 4))
        const offers = offersOf(db, duesFactsOf(db, year, today()), source)
        const making = commit ? offers.map((offer) => ({ ...offer, id: newId() })) : []
        if (making.length > 0) {
          const stamp = stampOf(service)
          const rounding = duesSettings(db).rounding
          recordOperation(db, { id: newId(), act: 'dues.assess', entityId: null, stamp, name: () => `${year}年`, count: () => making.length, things: making.map(({ id }) => ({ kind: 'duesAssessment', id })) }, () => {
            for (const { id, personId, category, amount, base, before } of making) {
              const { base: held, parts } = before === null ? { base, parts: [] } : baseOfAssessment(db, before)
              putAssessment(db, { id, personId, fromMonth, category, amount, base: held, parts, calculated: reckonDues(category, held, rounding).calculated, reason: before === null ? '' : `沿用${year - 1}年的核定`, approvedOn: null, documentNo: '', note: '' }, stamp)
            }
          })
          noteAct(db, 'dues.assess', null, stamp)
        }
        return { people: offers.map(({ personId, name, category, amount, hint }) => ({ personId, name, category, amount, hint })), committed: making.length > 0 }
      }).immediate()
    },

    'dues.pay': ({ month, personIds, amount, paidOn, note }) => {
      const db = vault.db()
      return db.transaction(() => {
        const on = dayOfAct(paidOn, today(), 'paidOn')
        const wanted = [...new Set(personIds)]
        if (amount !== undefined && wanted.length > 1) throw fault('amount', '金额只能给一个人填；多人按各自核定的金额登记。')
        const { people, book } = duesFactsOf(db, Number(month.slice(0, 4)), today())
        const byId = new Map(people.map((person) => [person.id, person]))
        const judged = wanted.map((personId) => {
          const person = byId.get(personId)
          if (!person) throw fault('personIds', '名册里没有这个人，请重新打开党费。')
          const told = duesMonth(person, month, book)
          return { personId, name: person.name, due: amount ?? told.due ?? 0, why: amount === undefined ? obstacleTo(told) : null }
        })
        const paying = judged.filter(({ why }) => why === null)
        const skipped = judged.flatMap(({ personId, name, why }) => (why === null ? [] : [{ personId, name, why }]))
        const [first] = paying
        if (!first) {
          if (judged.length === 1) throw fault('amount', `${skipped[0]?.name ?? ''}${skipped[0]?.why ?? ''}。`)
          return { paid: 0, skipped }
        }
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'dues.pay', entityId: paying.length === 1 ? first.personId : null, stamp, name: () => `${paying.length === 1 ? first.name : ''}${monthInWords(month)}`, count: () => paying.length, things: paying.map(({ personId }) => paymentThing(personId, month)) }, () => {
          for (const { personId, due } of paying) putPayment(db, { personId, month, amount: due, paidOn: on, note }, stamp)
        })
        noteAct(db, 'dues.pay', paying.length === 1 ? first.personId : null, stamp)
        return { paid: paying.length, skipped }
      }).immediate()
    },

    'dues.unpay': ({ month, personIds }) => {
      const db = vault.db()
      return db.transaction(() => {
        const stored = new Set(paymentsBetween(db, month, month).map(({ personId }) => personId))
        const removing = [...new Set(personIds)].filter((id) => stored.has(id))
        const [first] = removing
        if (first === undefined) return { removed: 0 }
        const stamp = stampOf(service)
        const only = removing.length === 1 ? first : null
        recordOperation(db, { id: newId(), act: 'dues.unpay', entityId: only, stamp, name: () => `${only === null ? '' : findPerson(db, only)?.name ?? ''}${monthInWords(month)}`, count: () => removing.length, things: removing.map((personId) => paymentThing(personId, month)) }, () => {
          for (const personId of removing) deletePayment(db, personId, month)
        })
        noteAct(db, 'dues.unpay', only, stamp)
        return { removed: removing.length }
      }).immediate()
    },

    'dues.saveSettings': (settings) => {
      const db = vault.db()
      return db.transaction(() => {
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'dues.settings', entityId: null, stamp, name: () => settingsInWords(settings), things: [{ kind: 'duesSetting', id: duesSettingId }] }, () => putDuesSettings(db, settings))
        noteAct(db, 'dues.settings', null, stamp)
        return {}
      }).immediate()
    },

    ...duesExport(service),
  } satisfies Partial<Handlers>
}

/** Why nothing is entered by itself for somebody in a month; null where the confirmed amount is. */
function obstacleTo({ state, due }: DuesMonth): string | null {
  switch (state) {
    case 'notOwed': return '这个月不应交党费；要登记请写明金额'
    case 'exempt': return '这个月免交'
    case 'unassessed': return '还没有核定；请先核定，或写明金额'
    case 'paid': case 'late': return `这个月${duesStateNames[state]}`
    default: return due === null ? '还没有核定' : null
  }
}

/** The base as parts or the officer say it; none where the category has none. Errors: INVALID_INPUT. */
function baseIn({ category, base, parts }: DuesEdit): Pick<DuesEdit, 'base' | 'parts'> {
  if (duesRules[category].rates === null) return { base: null, parts: [] }
  if (parts.length === 0) {
    if (base === null) throw fault('base', '请填计算基数，或分项填写。')
    return { base, parts }
  }
  const made = baseOf(parts)
  if (made === null) throw fault('parts', '扣除的比计入的多，基数不能是负数，请核对各项。')
  return { base: made, parts }
}

/** Errors: INVALID_INPUT. `held`: what is confirmed for the person so far. */
function refuse({ category, fromMonth, amount, reason, approvedOn, documentNo }: DuesEdit, held: readonly DuesAssessment[], today: IsoDate): void {
  const isLater = held.some((each) => each.fromMonth < fromMonth && each.fromMonth.slice(0, 4) === fromMonth.slice(0, 4))
  if (isLater && reason === '') throw fault('reason', '年初核定以后，年内一般不变。要调整请写明原因。')
  if (category !== 'reduced') {
    if (amount === 0) throw fault('amount', '核定金额要大于0。免交请选“少交或免交”，填批准日期和文号。')
    return
  }
  if (reason === '') throw fault('reason', '少交或免交要写明原因。')
  if (approvedOn === null) throw fault('approvedOn', '少交或免交要经上一级党委批准，请填批准日期。')
  dayOfAct(approvedOn, today, 'approvedOn')
  if (documentNo === '') throw fault('documentNo', '请填批准的文号。')
}
