import { listAccess } from '../../../../db/repositories/accessNotes.ts'
import { entriesOf } from '../../../../db/repositories/development.ts'
import { captureValues } from '../../../../db/repositories/developmentFields.ts'
import { assessmentsOf, baseOfAssessment, paymentsOf } from '../../../../db/repositories/dues.ts'
import { awardsOf, reviewsOf, sanctionsOf } from '../../../../db/repositories/honours.ts'
import { materialsOf } from '../../../../db/repositories/materials.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { findFields, listEdits } from '../../../../db/repositories/personFields.ts'
import { meetingsOfPerson, talksOfPerson, transfersOf } from '../../../../db/repositories/personTimeline.ts'
import { talentOfPerson } from '../../../../db/repositories/talent.ts'
import type { Db } from '../../../../db/connection.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { duesPartRoleNames, moneyOf } from '../../../../shared/domain/dues.ts'
import { monthInWords } from '../../../../shared/domain/duesYear.ts'
import { entryInWords } from '../../../../shared/domain/developmentRecords.ts'
import { daysInWords } from '../../../../shared/domain/developmentWords.ts'
import { attendanceNames } from '../../../../shared/domain/meeting.ts'
import { meetingKindNames } from '../../../../shared/domain/meetingKinds.ts'
import { awardLevels, labelOf, sanctionKinds } from '../../../../shared/domain/memberCodes.ts'
import { accessActNames, accessFieldName, materialKindNames } from '../../../../shared/domain/memberFile.ts'
import { fieldCodes, fieldGroupNames, fieldGroups, fieldOf } from '../../../../shared/domain/memberFields.ts'
import { namesPerson } from '../../../../shared/domain/memberTimeline.ts'
import { valueInWords } from '../../../../shared/domain/memberValue.ts'
import { chinesePartialDate } from '../../../../shared/domain/partialDate.ts'
import { changeFieldNames, changeInWords } from '../../../../shared/domain/person.ts'
import { talentDirectionNames, talentStateNames } from '../../../../shared/domain/talent.ts'
import { duesCategoryNames } from '../../../../shared/rules/dues.ts'
import { stepOf } from '../../../../shared/rules/developmentSteps.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

/** All that is held about one person, in words, nothing masked: for the person themself (个人信息保护法 art. 45). */
export interface PersonalData { title: string; lead: string; parts: { heading: string; rows: (readonly [label: string, text: string])[] }[] }

const joined = (...texts: string[]): string => texts.filter((text) => text !== '').join('，')

/** `name` is the branch; `purpose` stands on the paper, since it leaves the desk. Errors: NOT_FOUND. */
export function personalDataOf(db: Db, id: string, { branch, purpose, today }: { branch: string; purpose: string; today: IsoDate }): PersonalData {
  const person = findPerson(db, id)
  if (!person) throw new AppError('NOT_FOUND')
  const { name, history } = person
  const values = findFields(db, id)
  const parts: PersonalData['parts'] = [
    ...fieldGroups.map((group) => ({ heading: fieldGroupNames[group], rows: fieldCodes.filter((code) => fieldOf[code].group === group).flatMap((code) => { const value = values[code]; return value === undefined ? [] : [[fieldOf[code].label, valueInWords(code, value)] as const] }) })),
    { heading: '人员类别、职务和党小组的变动', rows: history.map((change) => [chineseDate(change.from), `${changeFieldNames[change.field]}：${changeInWords(change)}`] as const) },
    { heading: '处分和组织处置', rows: sanctionsOf(db, id).map((s) => [chineseDate(s.decidedOn), joined(labelOf(sanctionKinds, s.kind), s.effectUntil === null ? '' : `影响期至${chineseDate(s.effectUntil)}`, s.liftedOn === null ? '' : `${chineseDate(s.liftedOn)}解除`, s.documentNo, s.note)] as const) },
    { heading: '奖励', rows: awardsOf(db, id).map((a) => [a.awardedOn === null ? '日期未填' : chinesePartialDate(a.awardedOn), joined(a.name, labelOf(awardLevels, a.level), a.documentNo)] as const) },
    { heading: '民主评议', rows: reviewsOf(db, id).map(({ year, grade }) => [`${year}年度`, grade] as const) },
    { heading: '发展党员', rows: (entriesOf(db, [id]).get(id) ?? []).map((step) => [daysInWords(step.on, step.until), joined(stepOf(step.step).name, entryInWords(step), step.note)] as const) },
    { heading: '发展党员的文书字段', rows: Object.entries(captureValues(db, id) ?? {}) },
    { heading: '双培养', rows: talentOfPerson(db, id).map((t) => [chineseDate(t.startsOn), joined(talentDirectionNames[t.direction], talentStateNames[t.state], t.endedOn === null ? '' : chineseDate(t.endedOn), t.criteria, t.documentNo, t.mentor === '' ? '' : `导师${t.mentor}`, ...t.stages.map((stage) => `${chineseDate(stage.on)}${stage.content}${stage.result === '' ? '' : `：${stage.result}`}`), t.endReason, t.endProof)] as const) },
    { heading: '党费核定', rows: assessmentsOf(db, id).map((a) => { const { base, parts } = baseOfAssessment(db, a.id); return [`${monthInWords(a.fromMonth)}起`, joined(duesCategoryNames[a.category], `每月${moneyOf(a.amount)}元`, base === null ? '' : `基数${moneyOf(base)}元`, ...parts.map((part) => `${duesPartRoleNames[part.role]}${part.name}${moneyOf(part.amount)}元`), a.reason, a.approvedOn === null ? '' : `${chineseDate(a.approvedOn)}批准`, a.documentNo, a.note)] as const }) },
    { heading: '党费交纳', rows: paymentsOf(db, id).map((p) => [monthInWords(p.month), joined(`${moneyOf(p.amount)}元`, `${chineseDate(p.paidOn)}交`, p.note)] as const) },
    { heading: '组织关系转接', rows: transfersOf(db, id).map((t) => [t.issuedOn === null ? '日期未填' : chineseDate(t.issuedOn), joined(t.direction === 'in' ? '转入' : '转出', t.fromOrg, t.toOrg)] as const) },
    { heading: '材料', rows: materialsOf(db, id).map((m) => [m.kind === 'photo' ? '照片' : materialKindNames[m.kind], joined(m.name, m.pages === null ? '' : `${m.pages}页`, m.datedOn === null ? '' : chinesePartialDate(m.datedOn), m.isDeleted ? '在回收站' : '')] as const) },
    { heading: '参加组织生活', rows: meetingsOfPerson(db, id, name).flatMap((m) => {
      const roles = [namesPerson(m.chair, name) && '主持', namesPerson(m.recorder, name) && '记录', namesPerson(m.reporters, name) && '汇报', namesPerson(m.speakers, name) && '发言'].filter((role) => role !== false)
      return m.state === null && roles.length === 0 ? [] : [{ on: m.heldOn, row: [chineseDate(m.heldOn), joined(m.title === '' ? meetingKindNames[m.kind].short : m.title, m.state === null ? '' : attendanceNames[m.state], m.reason, roles.join('、'))] as const }]
    }).sort((a, b) => (a.on < b.on ? 1 : -1)).map(({ row }) => row) },
    { heading: '谈心谈话', rows: talksOfPerson(db, id, name).sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1)).map((t) => [chineseDate(t.heldOn), joined(t.talker === '' ? '' : `谈话人${t.talker}`, t.talkedTo === '' ? '' : `谈话对象${t.talkedTo}`)] as const) },
    { heading: '档案的修改', rows: listEdits(db, id).map((e) => [chineseDate(localDay(new Date(e.at))), joined(`${fieldOf[e.field].label}由“${e.before === null ? '空' : valueInWords(e.field, e.before)}”改为“${e.after === null ? '空' : valueInWords(e.field, e.after)}”`, e.who)] as const) },
    { heading: '谁看过敏感信息', rows: listAccess(db, id, Number.MAX_SAFE_INTEGER, 1000).map((a) => [chineseDate(localDay(new Date(a.at))), joined(`${accessActNames[a.act]}${a.fields.split(',').map(accessFieldName).join('、')}`, a.who, a.purpose)] as const) },
  ]
  return { title: `${name}的个人资料`, lead: `${branch}支部工作台中关于本人的全部资料，${chineseDate(today)}导出。用途：${purpose}。含敏感个人信息，请妥善保管。`, parts: parts.filter(({ rows }) => rows.length > 0) }
}
