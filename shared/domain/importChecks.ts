import type { IsoDate } from './dates.ts'
import type { FindingLevel } from './importCells.ts'
import type { ImportTarget } from './importTargets.ts'
import { readIdNumber } from './idNumber.ts'
import { labelOf, genders } from './memberCodes.ts'
import type { MemberFieldValues } from './memberFields.ts'
import { chinesePartialDate, isWholeDay, monthOf, partialDatesAgree, type PartialDate } from './partialDate.ts'
import type { PersonStatus } from './person.ts'

export interface RowFinding { target: ImportTarget; level: FindingLevel; message: string }

/** So many years later, to the month: enough to tell what is too early, and no false alarm where the day is not known. */
const yearsLater = (date: PartialDate, years: number): string => `${Number(date.slice(0, 4)) + years}${monthOf(date).slice(4)}`
const isBefore = (a: PartialDate, b: PartialDate, years: number): boolean =>
  isWholeDay(a) && isWholeDay(b) ? a < `${Number(b.slice(0, 4)) + years}${b.slice(4)}` : monthOf(a) < yearsLater(b, years)

/**
 * What two values of a person say against each other, where at least one of them stands in the row (domain rules section 3.1).
 * Everything is a warning: the personnel file decides, not the arithmetic.
 */
export function crossFindings(values: MemberFieldValues, status: PersonStatus | null, isInRow: (target: ImportTarget) => boolean, today: IsoDate): RowFinding[] {
  const findings: RowFinding[] = []
  const warn = (target: ImportTarget, message: string) => findings.push({ target, level: 'warn', message })
  const { idNumber, gender, birthOn, joinedOn, fullOn, workSince } = values
  if (idNumber !== undefined) {
    const read = readIdNumber(idNumber, today)
    if (read.gender !== null && (gender === '1' || gender === '2') && read.gender !== gender && (isInRow('gender') || isInRow('idNumber'))) {
      warn(isInRow('gender') ? 'gender' : 'idNumber', `性别是${labelOf(genders, gender)}，身份证号是${labelOf(genders, read.gender)}，请核对。`)
    }
    if (read.birthOn !== null && birthOn !== undefined && !partialDatesAgree(read.birthOn, birthOn) && (isInRow('birthOn') || isInRow('idNumber'))) {
      warn(isInRow('birthOn') ? 'birthOn' : 'idNumber', `出生日期是${chinesePartialDate(birthOn)}，身份证号是${chinesePartialDate(read.birthOn)}；以人事档案为准，请核对。`)
    }
  }
  if (joinedOn !== undefined && birthOn !== undefined && isBefore(joinedOn, birthOn, 18) && (isInRow('joinedOn') || isInRow('birthOn'))) warn(isInRow('joinedOn') ? 'joinedOn' : 'birthOn', '入党时不满18周岁，请核对。')
  if (fullOn !== undefined && joinedOn !== undefined && isBefore(fullOn, joinedOn, 1) && (isInRow('fullOn') || isInRow('joinedOn'))) warn(isInRow('fullOn') ? 'fullOn' : 'joinedOn', '转正离入党不满一年，请核对。')
  if (fullOn !== undefined && status !== null && status !== 'fullMember' && isInRow('fullOn')) warn('fullOn', '有转正日期，人员类别却不是正式党员，请核对。')
  if (workSince !== undefined && birthOn !== undefined && isBefore(workSince, birthOn, 16) && isInRow('workSince')) warn('workSince', '参加工作时不满16周岁，请核对。')
  return findings
}
