import { stepPlace } from '../rules/developmentSteps.ts'
import type { DevelopmentFacts, DevelopmentFinding } from './development.ts'
import { judgeActivist } from './developmentAuditActivist.ts'
import { judgeAdmission } from './developmentAuditAdmission.ts'
import { judgeOrder } from './developmentAuditOrder.ts'
import { judgeProbation } from './developmentAuditProbation.ts'
import { judgeProspect } from './developmentAuditProspect.ts'
import { findingOf, type Judging } from './developmentFindings.ts'
import { readPath } from './developmentPath.ts'

/**
 * All dates and documents of a path read together (domain rules section 2.2): what does not agree with the text in force on its day, by the
 * order of the chart. `toVerify`: 待核, a reminder whatever its severity. Decides nothing and never blocks.
 */
export function auditDevelopment(facts: DevelopmentFacts): DevelopmentFinding[] {
  const findings: DevelopmentFinding[] = []
  const judging: Judging = {
    path: readPath(facts),
    tell: (severity, kind, step, told) => { findings.push(findingOf(severity, kind, step, told, facts.on)) },
  }
  judgeOrder(judging)
  judgeActivist(judging)
  judgeProspect(judging)
  judgeAdmission(judging)
  judgeProbation(judging)
  return findings.toSorted((a, b) => stepPlace(a.step) - stepPlace(b.step))
}
