import type { CheckLink, Verdict } from './checklist.ts'
import type { CheckedPerson, ChecklistFacts, Verdicts } from './checklistFacts.ts'
import { addMonths, chineseDate } from './dates.ts'
import type { OrganisationRule } from './organisation.ts'
import { firstDayOf, lastDayOf } from './partialDate.ts'
import { statusNames } from './person.ts'
import type { StudyRow } from './study.ts'
import { committeeHours, memberHours } from './studyAsked.ts'

const branchPage: CheckLink = { words: '看支委和党小组', to: { screen: 'organisation', tab: 'branch' }, isMissing: false }
const rosterPage: CheckLink = { words: '看名册', to: { screen: 'people' }, isMissing: false }
const developmentPage: CheckLink = { words: '看发展党员', to: { screen: 'developments' }, isMissing: false }
const personLink = ({ id, name }: CheckedPerson, more: string): CheckLink => ({ words: `${name}：${more}`, to: { screen: 'member', personId: id }, isMissing: true })
const isMember = ({ status }: CheckedPerson): boolean => status === 'fullMember' || status === 'probationaryMember'

/** 支委会: O06, O07, O08, O14. */
function committee({ organisation, people }: ChecklistFacts): Verdict {
  if (people.length === 0) return { state: 'unknown', words: '名册里还没有人。', links: [rosterPage] }
  const asked: readonly OrganisationRule[] = ['O06', 'O07', 'O08', 'O14']
  const judged = organisation.filter(({ rule }) => asked.includes(rule))
  const found = judged.filter(({ state }) => state === 'finding')
  if (found.length > 0) return { state: 'missing', words: found.map(({ message }) => message).join(''), links: [{ ...branchPage, isMissing: true }] }
  return { state: 'ok', words: [...new Set(judged.filter(({ rule }) => rule !== 'O07').map(({ message }) => message))].join(''), links: [branchPage] }
}

/** 换届: R16, O12; the reminders of O13 are told and lack nothing. */
function terms({ organisation, term }: ChecklistFacts): Verdict {
  if (term === null) return { state: 'unknown', words: '还没有登记届次，算不出什么时候届满。', links: [{ ...branchPage, words: '登记届次', isMissing: true }] }
  const found = organisation.filter(({ rule, state }) => rule === 'O12' && state === 'finding')
  if (found.length > 0) return { state: 'missing', words: found.map(({ message }) => message).join(''), links: [{ ...branchPage, isMissing: true }] }
  return { state: 'ok', words: organisation.filter(({ rule }) => rule === 'O12' || rule === 'O13').map(({ message }) => message).join(''), links: [branchPage] }
}

/**
 * 发展党员 as far as the dates of the files go: a prospect is determined a year after the activist at the earliest, and the probation is a year
 * (党章 art. 7; 细则 2026 art. 13); and as far as paths are entered (发展党员), by their joint reading. What is 待核 and the papers stay for a person to say.
 */
function development({ people, year, on }: ChecklistFacts): Verdict {
  if (people.length === 0) return { state: 'unknown', words: '名册里还没有人。', links: [rosterPage] }
  const inYear = (day: string | undefined): boolean => day !== undefined && firstDayOf(day).startsWith(String(year))
  const onTheWay = people.filter(({ status, dates }) => status === 'applicant' || status === 'activist' || status === 'prospect' || status === 'probationaryMember' || inYear(dates.joinedOn) || inYear(dates.fullOn))
  if (onTheWay.length === 0) return { state: 'notApplicable', words: '名册里没有入党申请人、积极分子、发展对象和预备党员，当年也没有入党和转正的人。', links: [rosterPage] }
  const links = onTheWay.flatMap((person): CheckLink[] => {
    const { status, dates: { appliedOn, activistOn, prospectOn, joinedOn }, probationFrom, developmentFindings, path } = person
    if (path !== null) return path.length === 0 ? [] : [{ words: `${person.name}：联审有${path.length}处要核对。${path[0] ?? ''}`, to: { screen: 'development', personId: person.id }, isMissing: true }]
    const lacks = [...developmentFindings]
    if (status !== 'fullMember' && appliedOn === undefined) lacks.push('没有填申请入党日期')
    if ((status === 'activist' || status === 'prospect') && activistOn === undefined) lacks.push('没有填确定为积极分子的日期')
    if (status === 'prospect' && prospectOn === undefined) lacks.push('没有填确定为发展对象的日期')
    // 预备期 runs from the day of the roster as well: an empty field of the file alone is no fault of the way into the Party.
    const begun = joinedOn ?? probationFrom ?? undefined
    if (status === 'probationaryMember' && begun === undefined) lacks.push('没有填入党日期')
    const notes = status === 'probationaryMember' && joinedOn === undefined && begun !== undefined ? [`名册里有预备期起算日（${chineseDate(begun)}），入党日期栏空着`] : []
    // Only what is certain: of a month that is known without its day the day that speaks for it is taken.
    if (activistOn !== undefined && prospectOn !== undefined && lastDayOf(prospectOn) < addMonths(firstDayOf(activistOn), 12)) lacks.push('确定为发展对象时，积极分子不满1年')
    if (status === 'probationaryMember' && begun !== undefined && addMonths(lastDayOf(begun), 12) < on) lacks.push('预备期已满1年，还没有登记转正、延长或取消')
    return lacks.length + notes.length === 0 ? [] : [{ ...personLink(person, [...lacks, ...notes].join('，')), isMissing: lacks.length > 0 }]
  })
  const groups = (['applicant', 'activist', 'prospect', 'probationaryMember'] as const).map((status) => ({ status, count: onTheWay.filter((person) => person.status === status).length })).filter(({ count }) => count > 0)
  const counted = groups.map(({ status, count }) => `${statusNames[status]}${count}人`).join('、')
  const rest = '程序、材料和审批请对照全程纪实表填写。'
  const faulty = links.filter(({ isMissing }) => isMissing).length
  if (faulty > 0) return { state: 'missing', words: `${counted === '' ? '' : `${counted}。`}${faulty}人的日期不全或要核对。${rest}`, links: [...links, rosterPage] }
  if (onTheWay.every(({ path }) => path !== null)) return { state: 'unknown', words: `${counted === '' ? '当年有入党或转正的人' : counted}，发展过程都已登记，联审没有发现确定的问题。材料和待核的条文请对照全程纪实表填写。`, links: [...links, developmentPage] }
  return { state: 'unknown', words: `${counted === '' ? '当年有入党或转正的人' : counted}，档案里的日期没有发现问题。${rest}`, links: [...links, rosterPage] }
}

/** 名册 and 转接: files that lack something or contradict themselves, letters that ran out. */
function roster({ people, transfers }: ChecklistFacts): Verdict {
  const members = people.filter(isMember)
  if (members.length === 0) return { state: 'unknown', words: '名册里还没有党员。', links: [rosterPage] }
  const overdue = transfers.filter(({ isOverdue }) => isOverdue)
  const open = transfers.filter(({ isOpen }) => isOpen).length
  const incomplete = members.filter(({ missing }) => missing > 0)
  const odd = members.filter(({ findings }) => findings > 0)
  const parts = [
    ...(incomplete.length > 0 ? [`党员${members.length}人，${incomplete.length}人的档案缺项`] : []), ...(odd.length > 0 ? [`${odd.length}人的档案有要核对的地方`] : []),
    ...(overdue.length > 0 ? [`${overdue.length}份组织关系介绍信已过期，没有收到回执`] : []),
  ]
  const under = open === 0 ? '' : `正在转接的${open}份。`
  const links: CheckLink[] = [
    ...overdue.map(({ personName, deadline }): CheckLink => ({ words: `${personName}的转接：介绍信${deadline === null ? '' : chineseDate(deadline)}到期`, to: { screen: 'organisation', tab: 'transfers' }, isMissing: true })),
    ...members.filter(({ missing, findings }) => missing + findings > 0).map((person) => personLink(person, [...(person.missing > 0 ? [`缺${person.missing}项`] : []), ...(person.findings > 0 ? [`${person.findings}处要核对`] : [])].join('，'))),
  ]
  if (parts.length > 0) return { state: 'missing', words: `${parts.join('；')}。${under}`, links: [...links, rosterPage] }
  return { state: 'ok', words: `党员${members.length}人，档案齐全，没有超期的转接。${under}与党员信息系统是否一致请人查看。`, links: [rosterPage] }
}

/** 学时 by 学时台账. Until the year is over, and while records wait to be confirmed, too few hours prove nothing. */
function hours({ study: { rows, sums }, year, on }: ChecklistFacts): Verdict {
  const here = rows.filter(({ isHere }) => isHere)
  const ledger: CheckLink = { words: '看学时台账', to: { screen: 'study', year }, isMissing: false }
  if (here.length === 0) return { state: 'unknown', words: '名册里还没有党员。', links: [rosterPage] }
  const [committeeMembers, others] = [here.filter(({ isCommittee }) => isCommittee), here.filter(({ isCommittee }) => !isCommittee)]
  const reached = (those: readonly StudyRow[]): number => those.filter(({ short }) => short === '0').length
  const words = [
    ...(committeeMembers.length > 0 ? [`要求${committeeHours}学时的书记和支委${committeeMembers.length}人，达标${reached(committeeMembers)}人`] : []),
    ...(others.length > 0 ? [`要求${memberHours}学时的党员${others.length}人，达标${reached(others)}人`] : []),
  ].join('；')
  const wait = sums.waiting === 0 ? '' : `另有${sums.waiting}次会议的学时还没有确认。`
  const isReached = reached(here) === here.length
  const isOver = on > `${year}-12-31`
  const lacks = isReached || !isOver || sums.waiting > 0 ? [] : here.filter(({ short }) => short !== '0').map(({ personId, name, short }): CheckLink => ({ words: `${name}：还差${short}学时`, to: { screen: 'member', personId }, isMissing: true }))
  return { state: isReached ? 'ok' : lacks.length > 0 ? 'missing' : 'unknown', words: `按学时台账：${words}。${wait}${isReached || isOver ? '' : '年度还没有结束；上级集中培训等学时请登记在台账里。'}`, links: [ledger, ...lacks] }
}

/** 党费: who is not assessed and which months that are over lack, by the ledger. Where none is kept, whether there is a base in each file; never what it is. */
function dues({ people, dues: ledger, year }: ChecklistFacts): Verdict {
  const page: CheckLink = { words: '看党费', to: { screen: 'dues', year }, isMissing: false }
  if (ledger !== null) return ledgerVerdict(ledger, page)
  const members = people.filter(isMember)
  if (members.length === 0) return { state: 'unknown', words: '名册里还没有党员。', links: [rosterPage] }
  const without = members.filter(({ hasDuesBase }) => !hasDuesBase).length
  return { state: 'unknown', words: `${without === 0 ? `党员${members.length}人，档案里都填了党费基数。` : `党员${members.length}人，${without}人的档案里没有填党费基数。`}还没有核定这一年的党费，收缴和公示请按纸质台账填写。`, links: [page, rosterPage] }
}

function ledgerVerdict({ people, unassessed, lacking }: NonNullable<ChecklistFacts['dues']>, page: CheckLink): Verdict {
  const months = lacking.reduce((sum, each) => sum + each.months.length, 0)
  const lacks = [
    ...unassessed.map((name): CheckLink => ({ ...page, words: `${name}：没有核定`, isMissing: true })),
    ...lacking.map(({ name, months: which }): CheckLink => ({ ...page, words: `${name}：${which.join('、')}没有交足`, isMissing: true })),
  ]
  if (people === 0) return { state: 'unknown', words: '这一年没有应交党费的人。', links: [page] }
  const words = [`应交党费${people}人`, unassessed.length === 0 ? '都已核定' : `${unassessed.length}人没有核定`, months === 0 ? '已经结束的月份都交足了' : `${lacking.length}人有${months}个月没有交足`].join('，')
  return { state: lacks.length === 0 ? 'ok' : 'missing', words: `${words}。公示请人查看。`, links: [page, ...lacks] }
}

/** 组织设置 and the points about people. */
export const membersVerdicts = (facts: ChecklistFacts): Verdicts => ({ C02: committee(facts), C03: terms(facts), C10: development(facts), C11: roster(facts), C12: hours(facts), C13: dues(facts) })
