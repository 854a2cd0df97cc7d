import type { Db } from '../../../../db/connection.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import type { ThingRef } from '../../../../db/repositories/journalThings.ts'
import { findMeeting } from '../../../../db/repositories/meetings.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { deleteTalent, deleteTalentDecision, findTalent, inTraining, limitsId, listTalentDecisions, putTalent, putTalentDecision, putTalentLimits, talentLimits } from '../../../../db/repositories/talent.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { talentDirectionNames, type TalentEdit, type TalentEntry } from '../../../../shared/domain/talent.ts'
import { proposeTalent, talentKey } from '../../../../shared/domain/talentProposal.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault } from '../actions/acts.ts'
import { dayOfYear } from '../study/gather.ts'
import { talentFileHandlers } from './files.ts'
import { proposalOf, talentFacts, talentYear } from './gather.ts'
import { talentExport } from './papers.ts'

type TalentAct = 'talent.create' | 'talent.save' | 'talent.remove' | 'talent.file'

/** 双培养: ages, the yearly proposal, and the pool with its proof. */
export function talentHandlers(service: Service) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string): TalentEntry {
    const found = findTalent(db, id)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  /** One act on one entry, inside the caller's transaction. */
  function record<R>(act: TalentAct, { id, name }: { id: string; name: string }, change: (db: Db, stamp: Stamp) => R): R {
    const db = vault.db()
    const stamp = stampOf(service)
    const result = recordOperation(db, { id: newId(), act, entityId: id, stamp, name: () => name, things: [{ kind: 'talent', id }] }, () => change(db, stamp))
    noteAct(db, act, id, stamp)
    return result
  }

  /** Errors: INVALID_INPUT where there is no such meeting. */
  function mustExist(db: Db, meetingId: string | null): void {
    if (meetingId !== null && findMeeting(db, meetingId) === null) throw fault('meetingId', '选的会议不存在，或在回收站里。')
  }

  /** Errors: INVALID_INPUT. `files`: how many prove the entry already. */
  function refuse(edit: TalentEdit, files: number): void {
    const { startsOn, plannedEnd, state, endedOn, endReason, endProof, personId, mentorId, stages } = edit
    if (plannedEnd !== null && plannedEnd < startsOn) throw fault('plannedEnd', '计划结束日期早于开始日期。')
    if (mentorId === personId) throw fault('mentorId', '导师不能是本人，请另选一人。')
    const early = stages.find(({ on }) => on < startsOn)
    if (early) throw fault('stages', `“${early.content}”的日期早于开始培养的日期（${chineseDate(startsOn)}）。`)
    if (state === 'training') return
    if (endedOn === null) throw fault('endedOn', state === 'converted' ? '请填转化日期。' : '请填退出日期。')
    if (endedOn < startsOn) throw fault('endedOn', '日期早于开始培养的日期。')
    dayOfAct(endedOn, today(), 'endedOn')
    if (state === 'left' && endReason === '') throw fault('endReason', '退出要写明原因。')
    if (state === 'converted' && endProof === '' && files === 0) throw fault('endProof', '转化要有依据：请写明会议、文号或文件，或先添加证明文件。')
  }

  return {
    'talent.list': ({ year, on }) => talentYear(vault.db(), year, dayOfYear(service, year, on), today()),

    'talent.propose': ({ year }) => proposalOf(vault.db(), year, dayOfYear(service, year, undefined)),

    'talent.decide': ({ year, meetingId, items }) => {
      const db = vault.db()
      return db.transaction(() => {
        mustExist(db, meetingId)
        const facts = talentFacts(db, year, dayOfYear(service, year, undefined))
        const proposed = new Map(proposeTalent(facts).candidates.map((candidate) => [talentKey(candidate.personId, candidate.direction), candidate]))
        const stamp = stampOf(service)
        const decided = items.map((item, at) => {
          const candidate = proposed.get(talentKey(item.personId, item.direction))
          // Somebody may have been decided upon, or their file changed, since the list was read.
          if (!candidate) throw fault(`items.${at}`, `${findPerson(db, item.personId)?.name ?? '这个人'}已经不在建议里，请重新打开年度建议。`)
          if (item.outcome === 'declined' && item.reason === '') throw fault(`items.${at}.reason`, '本年不列入要写明原因。')
          return { ...item, candidate, entryId: newId() }
        })
        if (new Set(items.map(({ personId, direction }) => talentKey(personId, direction))).size < items.length) throw fault('items', '同一个人选了两次，请重新选择。')
        const listed = decided.filter(({ outcome }) => outcome === 'listed')
        const things: ThingRef[] = [...listed.map(({ entryId }): ThingRef => ({ kind: 'talent', id: entryId })), ...decided.map(({ personId, direction }): ThingRef => ({ kind: 'talentDecision', id: `${year} ${personId} ${direction}` }))]
        recordOperation(db, { id: newId(), act: 'talent.decide', entityId: null, stamp, name: () => `${year}年`, count: () => decided.length, things }, () => {
          for (const { personId, direction, outcome, reason, candidate, entryId } of decided) {
            putTalentDecision(db, { year, personId, direction, outcome, reason, meetingId }, stamp)
            if (outcome === 'listed') putTalent(db, { id: entryId, personId, direction, criteria: [...candidate.reasons.map(({ text }) => text), ...(reason === '' ? [] : [reason])].join('；'), documentNo: '', mentorId: null, meetingId, startsOn: today(), plannedEnd: null, stages: [], state: 'training', endedOn: null, endReason: '', endProof: '' }, stamp)
          }
        })
        noteAct(db, 'talent.decide', null, stamp)
        return { listed: listed.length, declined: decided.length - listed.length }
      }).immediate()
    },

    'talent.reconsider': ({ year, personId, direction }) => {
      const db = vault.db()
      return db.transaction(() => {
        const held = listTalentDecisions(db, year).find((each) => each.personId === personId && each.direction === direction)
        if (!held) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'talent.reconsider', entityId: personId, stamp, name: () => held.name, things: [{ kind: 'talentDecision', id: `${year} ${personId} ${direction}` }] }, () => deleteTalentDecision(db, year, personId, direction))
        noteAct(db, 'talent.reconsider', personId, stamp)
        return {}
      }).immediate()
    },

    'talent.save': ({ id, revision, ...edit }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = id === undefined ? null : known(db, id)
        if (before && revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
        const person = findPerson(db, edit.personId)
        if (!person) throw fault('personId', '名册里没有这个人，请从名单里选。')
        if (edit.mentorId !== null && !findPerson(db, edit.mentorId)) throw fault('mentorId', '名册里没有这位导师，请从名单里选。')
        mustExist(db, edit.meetingId)
        refuse(edit, before?.files.length ?? 0)
        const same = edit.state === 'training' && inTraining(db).find((each) => each.personId === edit.personId && each.direction === edit.direction)
        if (same && same.id !== id) throw fault('personId', `${person.name}已经在培养库里（${talentDirectionNames[edit.direction]}），请在那一条上登记。`)
        const isOver = edit.state !== 'training'
        const stored = {
          ...edit, id: id ?? newId(), endedOn: isOver ? edit.endedOn : null, endReason: edit.state === 'left' ? edit.endReason : '', endProof: edit.state === 'converted' ? edit.endProof : '',
          // The id of a stage is kept, as long as it is one of this entry.
          stages: edit.stages.map((stage) => ({ ...stage, id: before?.stages.find((each) => each.id === stage.id)?.id ?? newId() })),
        }
        record(before ? 'talent.save' : 'talent.create', { id: stored.id, name: person.name }, (_db, stamp) => putTalent(db, stored, stamp))
        return known(db, stored.id)
      }).immediate()
    },

    'talent.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        record('talent.remove', known(db, id), () => deleteTalent(db, id))
        return {}
      }).immediate()
    },

    'talent.saveLimits': (limits) => {
      const db = vault.db()
      return db.transaction(() => {
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'talent.limits', entityId: null, stamp, name: () => '', things: [{ kind: 'talentLimits', id: limitsId }] }, () => putTalentLimits(db, limits))
        noteAct(db, 'talent.limits', null, stamp)
        return talentLimits(db)
      }).immediate()
    },

    ...talentFileHandlers(service, known, (act, id, change) => vault.db().transaction(() => {
      record(act, known(vault.db(), id), change)
      return known(vault.db(), id)
    }).immediate()),
    ...talentExport(service),
  } satisfies Partial<Handlers>
}
