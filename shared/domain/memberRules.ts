import * as z from 'zod'
import { addMonths, chineseDate, type IsoDate } from './dates.ts'
import { readIdNumber } from './idNumber.ts'
import { fieldOf, type FieldCode, type MemberFieldValues } from './memberFields.ts'
import { chinesePartialDate, firstDayOf, lastDayOf, partialDatesAgree, wholeYears, type PartialDate } from './partialDate.ts'
import type { DatedChange } from './person.ts'
import { standingOn } from './roster.ts'

/** Two things of a file that do not agree, or something to look at. It never blocks: papers have their reasons, and old papers have more. */
export const FileFinding = z.object({
  kind: z.enum(['idCheckDigit', 'idGender', 'idBirth', 'age', 'workAge', 'joinAge', 'probationShort', 'probationLong', 'order', 'future', 'status', 'politicalStatus', 'oneSecretary', 'lostContact', 'floating']),
  field: z.string().describe('the code of the field it is shown at; status or posts for the dated changes'),
  message: z.string(),
  rule: z.string().describe('which rule, with its source'),
})
export type FileFinding = z.infer<typeof FileFinding>

const certainlyBefore = (a: PartialDate, b: PartialDate): boolean => lastDayOf(a) < firstDayOf(b)
/** Whether `later` certainly comes less than so many months after `earlier`: of a month the day that speaks for it is taken. */
const certainlyWithin = (earlier: PartialDate, later: PartialDate, months: number): boolean => lastDayOf(later) < addMonths(firstDayOf(earlier), months)
const certainlyAfter = (earlier: PartialDate, later: PartialDate, months: number): boolean => firstDayOf(later) > addMonths(lastDayOf(earlier), months)
const day = chinesePartialDate

export interface FileContext {
  history: readonly DatedChange[]
  today: IsoDate
  /** Who else of the branch is 书记 today. */
  otherSecretary: string | null
}

/** Everything about the fields of one person, and between them and the dated changes, that is to be looked at again (domain rules section 3). */
export function fileFindings(values: MemberFieldValues, { history, today, otherSecretary }: FileContext): FileFinding[] {
  const found: FileFinding[] = []
  const tell = (kind: FileFinding['kind'], field: FileFinding['field'], message: string, rule: string): void => { found.push({ kind, field, message, rule }) }
  const { idNumber, birthOn, gender, workSince, joinedOn, fullOn, enteredOn } = values

  if (idNumber !== undefined) {
    const id = readIdNumber(idNumber, today)
    if (id.fault === 'checkDigit') tell('idCheckDigit', 'idNumber', `校验位按前17位推算应是${id.checkDigit ?? ''}，请对照身份证核对`, 'GB 11643 公民身份号码')
    if (gender !== undefined && id.gender !== null && (gender === '1' || gender === '2') && gender !== id.gender) tell('idGender', 'gender', `身份号码第17位表示${id.gender === '1' ? '男' : '女'}，与这里不同`, 'GB 11643 公民身份号码')
    if (birthOn !== undefined && id.birthOn !== null && !partialDatesAgree(birthOn, id.birthOn)) tell('idBirth', 'birthOn', '与身份号码里的出生日期不同；出生日期以人事档案为准', '党员信息采集口径：以人事档案为准')
  }
  const born = birthOn ?? (idNumber === undefined ? undefined : readIdNumber(idNumber, today).birthOn ?? undefined)
  if (born !== undefined) {
    if ((wholeYears(born, today) ?? 0) > 120) tell('age', birthOn === undefined ? 'idNumber' : 'birthOn', '年龄超过120岁，请核对', 'GB 11643 公民身份号码')
    if (workSince !== undefined && certainlyWithin(born, workSince, 16 * 12)) tell('workAge', 'workSince', '参加工作时不满16周岁，请核对', '党员信息采集口径：参加工作一般满16周岁')
    if (joinedOn !== undefined && certainlyWithin(born, joinedOn, 18 * 12)) tell('joinAge', 'joinedOn', '入党时不满18周岁，请核对', '党章第一条：年满十八岁')
  }
  if (joinedOn !== undefined && fullOn !== undefined) {
    if (certainlyWithin(joinedOn, fullOn, 12)) tell('probationShort', 'fullOn', '距入党不到1年。预备期一年；早年入党没有预备期或另有规定的，可在备注里写明', '党章第七条：预备期为一年')
    if (certainlyAfter(joinedOn, fullOn, 24)) tell('probationLong', 'fullOn', '距入党超过2年。预备期最多延长一次，不超过一年', '党章第七条：延长不能超过一年')
  }

  for (const [earlier, later] of inOrder) {
    const [a, b] = [values[earlier], values[later]]
    if (a !== undefined && b !== undefined && certainlyBefore(b, a)) tell('order', later, `早于${fieldOf[earlier].label}（${day(a)}）`, earlier === 'joinedOn' ? '进入本支部不早于入党' : '先后次序')
  }
  const left = leftOn(history, today)
  if (left !== null && enteredOn !== undefined && left < firstDayOf(enteredOn)) tell('order', 'enteredOn', `晚于离开支部的日期（${chineseDate(left)}）`, '离开本支部不早于进入')
  for (const code of notAhead) {
    const value = values[code]
    if (value !== undefined && firstDayOf(value) > today) tell('future', code, `${day(value)}还没有到`, '已发生的日期不晚于今天')
  }
  found.push(...standingFindings(values, { history, today, otherSecretary }))
  return found
}

const inOrder: readonly (readonly [FieldCode, FieldCode])[] = [
  ['birthOn', 'enrolledOn'], ['enrolledOn', 'graduatedOn'], ['appliedOn', 'activistOn'], ['activistOn', 'prospectOn'], ['prospectOn', 'joinedOn'], ['appliedOn', 'joinedOn'], ['joinedOn', 'enteredOn'],
]
const notAhead: readonly FieldCode[] = ['birthOn', 'workSince', 'appliedOn', 'activistOn', 'prospectOn', 'joinedOn', 'fullOn', 'enteredOn', 'floatingSince', 'lostContactOn', 'backboneSince']

const leftOn = (history: readonly DatedChange[], today: IsoDate): IsoDate | null =>
  standingOn(history, today).left ? history.filter((change) => change.field === 'left' && change.value !== null && change.from <= today).map(({ from }) => from).sort().at(-1) ?? null : null

const partyPolitical = ['01', '02']
function standingFindings({ fullOn, joinedOn, politicalStatus, lostContactOn, floatingSince, relationStatus }: MemberFieldValues, { history, today, otherSecretary }: FileContext): FileFinding[] {
  const found: FileFinding[] = []
  const { status, posts, left } = standingOn(history, today)
  const isMember = status === 'fullMember' || status === 'probationaryMember'
  if (status === 'probationaryMember' && fullOn !== undefined && lastDayOf(fullOn) <= today) found.push({ kind: 'status', field: 'status', message: `已填转正日期（${day(fullOn)}），人员类别还是预备党员；转正了请登记变动`, rule: '转正日期与人员类别一致' })
  if (status !== null && !isMember && joinedOn !== undefined && lastDayOf(joinedOn) <= today) found.push({ kind: 'status', field: 'status', message: `已填入党日期（${day(joinedOn)}），人员类别还不是党员；已入党请登记变动`, rule: '入党日期与人员类别一致' })
  if (politicalStatus !== undefined && status !== null && partyPolitical.includes(politicalStatus) !== isMember) found.push({ kind: 'politicalStatus', field: 'politicalStatus', message: '与人员类别不一致', rule: 'GB/T 4762 政治面貌与人员类别一致' })
  if (otherSecretary !== null && !left && posts.includes('secretary')) found.push({ kind: 'oneSecretary', field: 'posts', message: `${otherSecretary}现在也登记为书记；同一时间只有一名书记`, rule: '支部工作条例：支部设书记一名' })
  if (lostContactOn !== undefined && addMonths(lastDayOf(lostContactOn), 6) <= today && relationStatus !== 'suspended') found.push({ kind: 'lostContact', field: 'lostContactOn', message: '失去联系已满6个月，可以按程序研究是否停止党籍；本提示不改变任何状态', rule: '教管条例第24条' })
  if (floatingSince !== undefined && addMonths(lastDayOf(floatingSince), 6) <= today && relationStatus !== 'floating') found.push({ kind: 'floating', field: 'floatingSince', message: '外出已满6个月：地点相对固定的应转接组织关系，不能转的按流动党员管理', rule: '教管条例第25、32条' })
  return found
}
