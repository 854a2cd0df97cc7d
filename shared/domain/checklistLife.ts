import type { CheckLink, Verdict } from './checklist.ts'
import type { CheckedRecord, ChecklistFacts, Verdicts } from './checklistFacts.ts'
import { chineseDate } from './dates.ts'
import type { Need } from './frequency.ts'
import { kindFacts } from './meetingKinds.ts'
import { periodInWords } from './periods.ts'

/** A record by its day and kind: its title may name people. */
export const recordInWords = ({ heldOn, kind, group }: Pick<CheckedRecord, 'heldOn' | 'kind' | 'group'>): string => `${chineseDate(heldOn)}的${kind === 'groupMeeting' && group !== '' ? `${group}会` : kindFacts[kind].short}`
export const recordLink = (record: Pick<CheckedRecord, 'id' | 'heldOn' | 'kind' | 'group'>, more: string, isMissing = true): CheckLink =>
  ({ words: `${recordInWords(record)}${more === '' ? '' : `：${more}`}`, to: { screen: 'meeting', meetingId: record.id }, isMissing })

const table = (year: number): CheckLink => ({ words: '看达标表', to: { screen: 'frequency', year }, isMissing: false })
const nameOf = ({ rule, part }: Need): string => {
  const { kind } = rule.frequency ?? { kind: 'generalMeeting' as const }
  return kind === 'groupMeeting' ? `${part}会` : kindFacts[kind].short
}
const lackOf = ({ asked, met }: Need): string => (asked > 1 ? `${asked - met}次` : '')

/** What the rules ask for and was not held, by name; then what is still to come. Nothing is missing while its period runs. */
function needsVerdict(needs: readonly Need[], { year, on }: ChecklistFacts): Verdict {
  const missing = needs.filter(({ state }) => state === 'missing')
  const open = needs.filter(({ state }) => state === 'open')
  const dismissed = needs.filter(({ state }) => state === 'dismissed').length
  const links = [...missing.map((need): CheckLink => ({
    words: `登记${periodInWords(need.period)}的${nameOf(need)}${lackOf(need) === '' ? '' : `（缺${lackOf(need)}）`}`,
    to: { screen: 'newMeeting', kind: need.rule.frequency?.kind ?? 'generalMeeting', heldOn: need.period.last < on ? need.period.last : on, group: need.part }, isMissing: true,
  })), table(year)]
  const lasts = [...new Set(open.map(({ period }) => period.last))].sort()
  const coming = lasts.map((last) => `${chineseDate(last)}以前还要开${[...new Set(open.filter(({ period }) => period.last === last).map((need) => `${nameOf(need)}${lackOf(need)}`))].join('、')}`).join('；')
  const more = `${coming === '' ? '' : `${coming}。`}${dismissed === 0 ? '' : `另有${dismissed}次写明了不需要。`}`
  if (missing.length > 0) {
    const total = missing.reduce((sum, { asked, met }) => sum + asked - met, 0)
    return { state: 'missing', words: `缺${total}次：${missing.map((need) => `${periodInWords(need.period)}${nameOf(need)}${lackOf(need)}`).join('、')}。${more}`, links }
  }
  if (needs.length === 0) return { state: 'unknown', words: '到这一天还没有要求，也没有记录。', links: [table(year)] }
  const done = needs.filter(({ state }) => state === 'done').reduce((sum, need) => sum + need.done.length, 0)
  if (done + dismissed === 0) return { state: 'unknown', words: more, links: [table(year)] }
  return { state: 'ok', words: `应开的都开了，已开${done}次。${more}`, links: [table(year)] }
}

const of = (facts: ChecklistFacts, ...ruleIds: string[]): Need[] => facts.needs.filter(({ rule }) => ruleIds.includes(rule.id))
const heldOf = ({ records }: ChecklistFacts, kind: CheckedRecord['kind']): CheckedRecord[] => records.filter((record) => record.kind === kind)
const emptyElement = ({ elements }: CheckedRecord, code: string): boolean => (elements[code] ?? '').trim() === ''

/** Further faults of records that were held, added to what the frequencies say. */
function withFaults(verdict: Verdict, faults: readonly CheckLink[], words: string): Verdict {
  if (faults.length === 0) return verdict
  return { state: 'missing', words: `${verdict.words}${words}`, links: [...faults, ...(verdict.links ?? [])] }
}

/** 主题党日: R05, and 会前研究 (支部工作条例 art. 16). */
function themeDays(facts: ChecklistFacts): Verdict {
  const bare = heldOf(facts, 'themeDay').filter((record) => emptyElement(record, 'decidedBefore'))
  return withFaults(needsVerdict(of(facts, 'R05'), facts), bare.map((record) => recordLink(record, '没有写会前研究')), `已开的有${bare.length}次没有写会前在哪次支委会研究的主题。`)
}

/** 组织生活会: R06, the elements of its record, and what is to be mended after it (支部工作条例 art. 17). */
function orgLife(facts: ChecklistFacts): Verdict {
  const faulty = heldOf(facts, 'orgLifeMeeting').flatMap((record) => {
    const lacks = record.findings.filter(({ kind, field }) => kind === 'missing' && field.startsWith('element.')).map(({ message }) => message.replace(/。$/, ''))
    return lacks.length === 0 ? [] : [recordLink(record, lacks.join('、'))]
  })
  const verdict = withFaults(needsVerdict(of(facts, 'R06'), facts), faulty, `有${faulty.length}次记录的要素不齐。`)
  if (facts.openRemedies === 0) return verdict
  return { ...verdict, words: `${verdict.words}会上议定的整改还有${facts.openRemedies}项没有办结。`, links: [...(verdict.links ?? []), { words: '看议定事项', to: { screen: 'actions' }, isMissing: false }] }
}

/** 民主评议: R07, 优秀 at most a third, told to each (支部工作条例 art. 18). */
function review(facts: ChecklistFacts): Verdict {
  const faulty = heldOf(facts, 'democraticReview').flatMap((record) => {
    const lacks = [...record.findings.filter(({ kind }) => kind === 'tooManyExcellent').map(() => '优秀超过党员总数的三分之一'), ...(emptyElement(record, 'told') ? ['没有写结果怎样反馈本人'] : [])]
    return lacks.length === 0 ? [] : [recordLink(record, lacks.join('，'))]
  })
  return withFaults(needsVerdict(of(facts, 'R07'), facts), faulty, `有${faulty.length}次要核对。`)
}

/** 谈心谈话: R08 by relation; who talked with whom stays out of the list. */
function talks(facts: ChecklistFacts): Verdict {
  const needs = of(facts, 'R08')
  if (needs.length === 0) return { state: 'unknown', words: '名册里还没有要谈的人。', links: [{ words: '看名册', to: { screen: 'people' }, isMissing: false }] }
  const words = needs.map(({ part, asked, met, dismissal }) => `${part}应谈${asked}${part === '支部委员之间' ? '对' : '人'}，已谈${met}${dismissal === null ? '' : '（写明了不需要）'}`).join('；')
  const lacks = needs.filter(({ state }) => state === 'missing')
  const runs = needs.find(({ state }) => state === 'open')
  const until = runs ? `${chineseDate(runs.period.last)}以前谈完。` : ''
  return { state: lacks.length > 0 ? 'missing' : runs ? 'unknown' : 'ok', words: `${words}。${until}`, links: [table(facts.year)] }
}

/** 第一议题 stands in each 支委会; a branch without a committee has it in its 党员大会 (惯例). */
function firstTopics(facts: ChecklistFacts): Verdict {
  const committee = heldOf(facts, 'committeeMeeting')
  const held = committee.length > 0 ? committee : heldOf(facts, 'generalMeeting')
  const name = committee.length > 0 ? '支委会' : '党员大会'
  if (held.length === 0) return { state: 'unknown', words: `${facts.year}年还没有支委会和党员大会的记录。`, links: [{ words: '看会议', to: { screen: 'meetings' }, isMissing: false }] }
  const unmarked = held.filter(({ natures }) => !natures.includes('firstTopic'))
  if (unmarked.length === 0) return { state: 'ok', words: `${held.length}次${name}都有标为“第一议题”的议题。学习台账和传达是否及时请人查看。` }
  const bare = unmarked.filter(({ beginsWithStudy }) => !beginsWithStudy)
  // What is called study and only lacks its mark is for a person to say.
  const studied = unmarked.filter(({ beginsWithStudy }) => beginsWithStudy)
  const words = [...(bare.length > 0 ? [`有${bare.length}次没有“第一议题”`] : []), ...(studied.length > 0 ? [`有${studied.length}次先学习传达，但没有标为“第一议题”`] : [])].join('，')
  return {
    state: bare.length > 0 ? 'missing' : 'unknown', words: `${held.length}次${name}里${words}。`,
    links: [...bare.map((record) => recordLink(record, '没有第一议题')), ...studied.map((record) => recordLink(record, '没有标“第一议题”', false))],
  }
}

/** C01 and the points of 组织生活. */
export const lifeVerdicts = (facts: ChecklistFacts): Verdicts => ({
  C01: firstTopics(facts), C05: needsVerdict(of(facts, 'R01', 'R02', 'R03', 'R04'), facts), C06: themeDays(facts), C07: orgLife(facts), C08: review(facts), C09: talks(facts),
})
