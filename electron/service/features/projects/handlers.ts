import type { Db } from '../../../../db/connection.ts'
import { noteAct, type Stamp } from '../../../../db/repositories/audit.ts'
import { findDifficulty } from '../../../../db/repositories/difficulties.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { closeProject, deleteVisit, deleteVolunteer, findProject, findVolunteer, listProjects, listVolunteer, metricsOf, projectNumbers, projectOfMetric, projectOfMilestone, projectOfVisit, putProject, putProjectValue, putVisit, putVolunteer, reopenProject, setMilestoneDay, setProjectDeleted, withdrawProjectValue } from '../../../../db/repositories/projects.ts'
import { parseRepeat } from '../../../../shared/domain/actionRepeat.ts'
import { addDecimals, compareDecimals } from '../../../../shared/domain/decimal.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { directionOf, isOpenProject, type ProjectFull, type ProjectKind } from '../../../../shared/domain/project.ts'
import { metricNameOf } from '../../../../shared/domain/projectProposal.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { dayOfAct, fault } from '../actions/acts.ts'
import { shortName } from './difficulties.ts'
import { indicatorsOf } from './indicators.ts'

type ProjectAct = 'project.create' | 'project.save' | 'project.value' | 'project.milestone' | 'project.visit' | 'project.close' | 'project.reopen' | 'project.remove'

/** 攻关2026-03: the next number of a kind in a year. */
const numberHeads: Record<ProjectKind, string> = { secretaryProject: '书记', memberProject: '攻关', pioneerPost: '先锋岗', responsibilityZone: '责任区', taskForce: '突击队' }
function nextNumber(kind: ProjectKind, year: string, numbers: readonly string[]): string {
  const head = `${numberHeads[kind]}${year}-`
  const last = Math.max(0, ...numbers.map((number) => (number.startsWith(head) && /^\d{1,6}$/.test(number.slice(head.length)) ? Number(number.slice(head.length)) : 0)))
  return `${head}${String(last + 1).padStart(2, '0')}`
}

/** 书记项目, 党员攻关项目, 先锋岗, 责任区, 突击队: what the Party sets against a difficulty, with its figures. */
export function projectsHandlers(service: Service) {
  const { vault, newId, clock } = service
  const today = (): IsoDate => localDay(clock())

  /** Errors: NOT_FOUND. */
  function known(db: Db, id: string | undefined, on: IsoDate = today()): ProjectFull {
    const found = id === undefined ? null : findProject(db, id, on)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  /** One act on one project. Answers it as it is then. */
  function act(name: ProjectAct, id: string | undefined, change: (db: Db, before: ProjectFull, stamp: Stamp) => void): ProjectFull {
    const db = vault.db()
    return db.transaction(() => {
      const before = known(db, id)
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: name, entityId: before.id, stamp, name: () => shortName(before.title), things: [{ kind: 'project', id: before.id }] }, () => change(db, before, stamp))
      noteAct(db, name, before.id, stamp)
      return known(db, before.id)
    }).immediate()
  }

  return {
    'projects.list': ({ text, on, kind, state, open, difficultyId, year }) => ({ rows: listProjects(vault.db(), { kind, state, open, difficultyId, year, text: text.trim() }, on ?? today()) }),
    'projects.get': ({ id, on }) => known(vault.db(), id, on),
    'projects.indicators': ({ projectId, on }) => indicatorsOf(vault.db(), known(vault.db(), projectId, on), on),

    'projects.save': ({ id, revision, members, metrics, milestones, objects, ...edit }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = id === undefined ? null : known(db, id)
        if (before && revision !== undefined && revision !== before.revision) throw new AppError('CONFLICT')
        const difficulty = edit.difficultyId === null ? null : findDifficulty(db, edit.difficultyId, today())
        if (edit.difficultyId !== null && difficulty === null) throw fault('difficultyId', '对应的难点不存在，或在回收站里。')
        if (!isOpenProject(edit.state) && before?.state !== edit.state) throw fault('state', '结题或终止请用“结题”，写明成果和评议意见。')
        const startsOn = edit.startsOn ?? before?.startsOn ?? today()
        if (edit.dueOn !== null && edit.dueOn < startsOn) throw fault('dueOn', '时限早于开始日期。')
        milestones.forEach(({ repeatText }, index) => { if (repeatText !== '' && parseRepeat(repeatText) === null) throw fault(`milestones.${index}.repeatText`, '重复的周期读不懂，请写成“每月25日”这样。') })
        const own = new Set([...(before?.metrics ?? []), ...(before?.milestones ?? [])].map((part) => part.id))
        const idOf = (given: string | undefined): string => (given !== undefined && own.has(given) ? given : newId())
        const dropped = before?.metrics.find((metric) => metric.values.length > 0 && !metrics.some((kept) => kept.id === metric.id))
        if (dropped) throw fault('metrics', `指标“${dropped.name}”已有登记的数值，不能删除。`)
        // A project of a difficulty without figures of its own has those of the difficulty.
        const wanted = metrics.length > 0 || difficulty === null || before !== null ? metrics : [{ name: metricNameOf(difficulty.title), unit: difficulty.unit, direction: difficulty.direction, baseline: difficulty.baseline, baselineOn: difficulty.raisedOn < startsOn ? difficulty.raisedOn : startsOn, baselineSource: difficulty.source, target: difficulty.target }]
        const projectId = id ?? newId()
        const stamp = stampOf(service)
        const name = before === null ? 'project.create' : 'project.save'
        recordOperation(db, { id: newId(), act: name, entityId: projectId, stamp, name: () => shortName(edit.title), things: [{ kind: 'project', id: projectId }] }, () => putProject(db, {
          ...edit, id: projectId, number: edit.number || (before?.kind === edit.kind ? before.number : '') || nextNumber(edit.kind, startsOn.slice(0, 4), projectNumbers(db, edit.kind)), line: edit.line ?? before?.line ?? difficulty?.line ?? 'other',
          leader: edit.leader, startsOn, closedOn: before?.closedOn ?? null,
        }, {
          members, objects: [...new Set(objects)], metrics: wanted.map((metric) => ({ ...metric, id: idOf('id' in metric ? metric.id : undefined), direction: metric.direction ?? directionOf(metric.baseline, metric.target) })),
          milestones: milestones.map((milestone) => ({ ...milestone, id: idOf(milestone.id) })),
        }, stamp))
        noteAct(db, name, projectId, stamp)
        return known(db, projectId)
      }).immediate()
    },

    'projects.setValue': ({ metricId, on, value, source, reason }) => act('project.value', projectOfMetric(vault.db(), metricId), (db, before, stamp) => {
      dayOfAct(on, today())
      const held = metricsOf(db, before.id).find((metric) => metric.id === metricId)?.values.find((each) => each.on === on && each.replacedAt === null)
      if (held && (value === null || compareDecimals(held.value, value) !== 0) && reason.trim() === '') throw fault('reason', '这一天已经登记过数值，更正要写明原因。')
      if (value === null) {
        if (!withdrawProjectValue(db, before.id, metricId, on, stamp)) throw fault('on', '这一天没有登记过数值。')
      } else if (!held || compareDecimals(held.value, value) !== 0 || held.source !== source) putProjectValue(db, before.id, { id: newId(), metricId, on, value, source, reason }, stamp)
    }),

    'projects.setMilestone': ({ milestoneId, on, doneOn, note }) => act('project.milestone', projectOfMilestone(vault.db(), milestoneId), (db, before, stamp) => {
      const milestone = before.milestones.find((each) => each.id === milestoneId)
      if ((milestone?.repeatText === '') !== (on === null)) throw fault('on', '按周期的节点要选是哪一次。')
      if (on !== null && !milestone?.days.some((day) => day.on === on)) throw fault('on', '这一天不在节点的周期里。')
      if (doneOn !== null) dayOfAct(doneOn, today(), 'doneOn')
      setMilestoneDay(db, before.id, { milestoneId, on, doneOn, note }, stamp)
    }),

    'projects.close': ({ id, revision, on, stopped, result, review, grade }) => act('project.close', id, (db, before, stamp) => {
      if (revision !== before.revision) throw new AppError('CONFLICT')
      if (!isOpenProject(before.state)) throw fault('id', '项目已经结题或终止。')
      if (stopped ? review.trim() === '' : result.trim() === '') throw stopped ? fault('review', '终止要写明原因。') : fault('result', '结题要写明成果。')
      const day = dayOfAct(on, today())
      if (day < before.startsOn) throw fault('on', '结题日期早于开始日期。')
      closeProject(db, id, { state: stopped ? 'stopped' : 'closed', on: day, result, review, grade }, stamp)
    }),

    'projects.reopen': ({ id, revision }) => act('project.reopen', id, (db, before, stamp) => {
      if (revision !== before.revision) throw new AppError('CONFLICT')
      if (isOpenProject(before.state)) throw fault('id', '项目还没有结题。')
      reopenProject(db, id, stamp)
    }),

    'projects.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { title } = known(db, id)
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'project.remove', entityId: id, stamp, name: () => shortName(title), things: [{ kind: 'project', id }] }, () => setProjectDeleted(db, id, stamp.at))
        noteAct(db, 'project.remove', id, stamp)
        return {}
      }).immediate()
    },

    'projects.saveVisit': ({ id, projectId, object, on, visitor, found, closedOn }) => act('project.visit', projectId, (db, before, stamp) => {
      if (before.kind !== 'responsibilityZone') throw fault('projectId', '走访登记在党员责任区里。')
      if (id !== undefined && projectOfVisit(db, id) !== projectId) throw new AppError('NOT_FOUND')
      dayOfAct(on, today())
      if (closedOn !== null && found === '') throw fault('closedOn', '没有写问题，不需要办结日期。')
      if (closedOn !== null && closedOn < on) throw fault('closedOn', '办结日期早于走访日期。')
      putVisit(db, projectId, { id: id ?? newId(), object, on, visitor: visitor || before.leader, found, closedOn }, stamp)
    }),

    'projects.removeVisit': ({ visitId }) => act('project.visit', projectOfVisit(vault.db(), visitId), (db, before, stamp) => deleteVisit(db, before.id, visitId, stamp)),

    'volunteer.list': ({ from, to }) => {
      const rows = listVolunteer(vault.db(), from, to)
      return { rows, total: addDecimals(rows.map(({ hours }) => hours)) }
    },

    'volunteer.save': ({ id, on, name, content, served, hours }) => {
      dayOfAct(on, today())
      if (compareDecimals(hours, '0') <= 0 || compareDecimals(hours, '24') > 0) throw fault('hours', '时长要大于0，不超过24小时。')
      const db = vault.db()
      return db.transaction(() => {
        if (id !== undefined && !findVolunteer(db, id)) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        const entry = { id: id ?? newId(), on, name, content, served, hours }
        recordOperation(db, { id: newId(), act: 'volunteer.save', entityId: entry.id, stamp, name: () => name, things: [{ kind: 'volunteer', id: entry.id }] }, () => putVolunteer(db, entry, stamp))
        noteAct(db, 'volunteer.save', entry.id, stamp)
        return { id: entry.id }
      }).immediate()
    },

    'volunteer.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const entry = findVolunteer(db, id)
        if (!entry) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'volunteer.remove', entityId: id, stamp, name: () => entry.name, things: [{ kind: 'volunteer', id }] }, () => deleteVolunteer(db, id))
        noteAct(db, 'volunteer.remove', id, stamp)
        return {}
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
