import { stepPlace } from '../rules/developmentSteps.ts'
import type { DevelopmentFacts, DevelopmentFinding } from './development.ts'
import { judgeActivist } from './developmentAuditActivist.ts'
import { judgeAdmission } from './developmentAuditAdmission.ts'
import { judgeOrder } from './developmentAuditOrder.ts'
import { judgeProbation } from './developmentAuditProbation.ts'
import { judgeProspect } from './developmentAuditProspect.ts'
import { findingOf, isReminder, type Judging } from './developmentFindings.ts'
import { readPath, type DevelopmentPath } from './developmentPath.ts'
import { isLackingPaper } from './developmentWords.ts'

function judgeAll(judging: Judging): void {
  judgeOrder(judging)
  judgeActivist(judging)
  judgeProspect(judging)
  judgeAdmission(judging)
  judgeProbation(judging)
}

/**
 * All dates and documents of a path read together (domain rules section 2.2): what does not agree with the text in force on its day, by the
 * order of the chart. `toVerify`: 待核, a reminder whatever its severity. Decides nothing and never blocks.
 */
export function auditDevelopment(facts: DevelopmentFacts): DevelopmentFinding[] {
  const findings: DevelopmentFinding[] = []
  judgeAll({ path: readPath(facts), tell: (severity, kind, step, told) => { findings.push(findingOf(severity, kind, step, told, facts.on)) } })
  return findings.toSorted((a, b) => stepPlace(a.step) - stepPlace(b.step))
}

/** How much is found on a path. `toVerify`: of both severities; `papers`: steps whose papers are not filed, told apart from the others. */
export interface FindingCounts { high: number; medium: number; toVerify: number; papers: number }

/** How much auditDevelopment finds on a path that was read, without its sentences. */
export function countFindings(path: DevelopmentPath): FindingCounts {
  const counts: FindingCounts = { high: 0, medium: 0, toVerify: 0, papers: 0 }
  judgeAll({
    path, tell: (severity, kind, step, told) => {
      if (isLackingPaper({ kind })) {
        counts.papers++
        return
      }
      counts[severity]++
      if (isReminder(step, told, path.facts.on)) counts.toVerify++
    },
  })
  return counts
}
