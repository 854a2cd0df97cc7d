import type { Db } from '../../../../db/connection.ts'
import { actionsToFollow, lastFollowUp, unfinishedItems } from '../../../../db/repositories/fusionFigures.ts'
import { listActions } from '../../../../db/repositories/actions.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { listDifficulties } from '../../../../db/repositories/difficulties.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { settingsId } from '../../../../db/repositories/journalThings.ts'
import { listProjects } from '../../../../db/repositories/projects.ts'
import { followUpOn, setFollowUp } from '../../../../db/repositories/workspace.ts'
import { addMonths, chineseMonthDay, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { followUpElement, followUpOf, isFollowUpKind, type Figure, type FollowUp } from '../../../../shared/domain/followUp.ts'
import { kindFacts, type MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { projectKindNames, type ProjectRow } from '../../../../shared/domain/project.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { readMeeting } from './stored.ts'

/** So far back the first paragraph of a branch looks for what was decided; what is open is told however old. In months. */
const firstLook = 6
const offered = 20

function figuresOn(db: Db, on: IsoDate, since: IsoDate): Figure[] {
  return listProjects(db, { kind: undefined, state: undefined, open: undefined, difficultyId: undefined, year: undefined, text: '' }, on).flatMap((project: ProjectRow): Figure[] => {
    const { id: projectId, kind, title, leader, startsOn, closedOn, metric } = project
    if (metric === null || startsOn > on || project.state === 'proposed' || (closedOn !== null && closedOn < since)) return []
    return [{ projectId, kind, title, leader, unit: metric.unit, baseline: metric.baseline, target: metric.target, actual: metric.actual, actualOn: metric.actualOn, attainment: metric.attainment, shown: metric.shown }]
  }).reverse()
}

/** 上次议定事项落实情况 for a meeting of a kind on a day, as things stood then; `id`: of its record, where there is one. */
export function followUpFor(db: Db, { id, kind, heldOn }: { id: string; kind: MeetingKind; heldOn: IsoDate }, today: IsoDate): Omit<FollowUp, 'differs'> {
  const since = lastFollowUp(db, heldOn, id)
  const from = since ?? addMonths(heldOn, -firstLook)
  const told = followUpOf({ on: heldOn, since, ...actionsToFollow(db, heldOn, from, id, today), figures: figuresOn(db, heldOn, from), withConfidential: kindFacts[kind].expects === 'committee' })
  return { ...told, on: heldOn, since, unfinished: unfinishedItems(db, kind, heldOn, id) }
}

/** The elements with which the draft of a meeting begins. */
export function openingElements(db: Db, kind: MeetingKind, heldOn: IsoDate, today: IsoDate): Record<string, string> {
  if (!isFollowUpKind(kind) || !followUpOn(db, kind)) return {}
  const { text } = followUpFor(db, { id: '', kind, heldOn }, today)
  return text === '' ? {} : { [followUpElement]: text }
}

/** What became of earlier decisions, and what a meeting that is being prepared could deal with. */
export function followUpHandlers(service: Service) {
  const { vault, clock, newId } = service
  return {
    'meetings.followUp': ({ meetingId }) => {
      const db = vault.db()
      const meeting = readMeeting(db, meetingId)
      const told = followUpFor(db, meeting, localDay(clock()))
      return { ...told, differs: told.text !== (meeting.elements[followUpElement] ?? '') }
    },

    'meetings.offers': ({ on, names }) => {
      const db = vault.db()
      const attending = new Set(names)
      const stale = listProjects(db, { kind: undefined, state: 'active', open: true, difficultyId: undefined, year: undefined, text: '' }, on).filter((project) => project.stale)
      const overdue = listActions(db, { filter: 'overdue', text: '', hideConfidential: false, limit: 200 }, on).filter(({ owner, helpers }) => attending.size === 0 || attending.has(owner) || helpers.some((name) => attending.has(name)))
      return {
        difficulties: listDifficulties(db, on).filter(({ state }) => state === 'open').slice(0, offered).map(({ id, title, converted, leader, dueOn }) => ({ id, title, converted, note: [leader === '' ? '' : `${leader}牵头`, dueOn === null ? '' : `${chineseMonthDay(dueOn)}前`, converted ? '' : '没有党建举措'].filter((part) => part !== '').join('，') })),
        projects: stale.slice(0, offered).map(({ id, kind, title, leader, metric }) => ({ id, kind, title, note: [projectKindNames[kind], leader === '' ? '' : `${leader}牵头`, metric?.actualOn ? `${chineseMonthDay(metric.actualOn)}以来没有新数值` : '还没有登记数值'].filter((part) => part !== '').join('，') })),
        actions: overdue.slice(0, offered).map(({ id, title, owner, nextOn }) => ({ id, title, owner, note: nextOn === null ? '' : `应于${chineseMonthDay(nextOn)}前办结` })),
      }
    },

    'workspace.setFollowUp': ({ kinds }) => {
      const db = vault.db()
      db.transaction(() => {
        const stamp = stampOf(service)
        const words = kinds.length === 0 ? '都不带' : kinds.map((kind) => kindFacts[kind].short).join('、')
        recordOperation(db, { id: newId(), act: 'settings.followUp', entityId: null, stamp, name: () => words, things: [{ kind: 'settings', id: settingsId }] }, () => setFollowUp(db, [...new Set(kinds)]))
        noteAct(db, 'workspace.settings', null, stamp)
      }).immediate()
      return vault.info()
    },
  } satisfies Partial<Handlers>
}
