import type { Db } from '../../../../db/connection.ts'
import { actionFacts } from '../../../../db/repositories/fusionFigures.ts'
import type { Output } from '../../../../shared/contract/index.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { attainmentInWords, attainmentOf, shownAttainment, type ProjectFull } from '../../../../shared/domain/project.ts'

/** The figures of a project as they stood on a day, and what the branch did for it until then. */
export function indicatorsOf(db: Db, project: ProjectFull, on: IsoDate): Output<'projects.indicators'> {
  const actions = actionFacts(db, project.actions, on)
  return {
    projectId: project.id, title: project.title, kind: project.kind, on,
    metrics: project.metrics.map((metric) => {
      const held = metric.values.filter((value) => value.replacedAt === null && value.on <= on)
      const last = held.at(-1)
      const actual = last?.value ?? null
      const attainment = attainmentOf(metric, actual)
      const start = metric.baseline === null ? [] : [{ on: metric.baselineOn ?? project.startsOn, value: metric.baseline, source: metric.baselineSource }]
      return {
        metricId: metric.id, name: metric.name, unit: metric.unit, direction: metric.direction, baseline: metric.baseline, baselineOn: metric.baselineOn, target: metric.target, actual, actualOn: last?.on ?? null, source: last?.source ?? '',
        attainment, shown: shownAttainment(attainment), how: attainmentInWords(metric, actual, metric.unit), points: [...start, ...held.map((value) => ({ on: value.on, value: value.value, source: value.source }))],
      }
    }),
    actions: { total: actions.length, done: actions.filter(({ done }) => done).length, open: actions.filter(({ open }) => open).length, overdue: actions.filter(({ overdue }) => overdue).length, ids: actions.map(({ id }) => id) },
    meetings: project.meetings.filter(({ heldOn }) => heldOn <= on), evidenceFiles: actions.reduce((sum, { files }) => sum + files, 0),
  }
}
