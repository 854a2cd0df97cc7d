import type { CheckLink, Verdict } from './checklist.ts'
import type { ChecklistFacts, Verdicts } from './checklistFacts.ts'
import { recordLink } from './checklistLife.ts'

const board: CheckLink = { words: '看业务融合', to: { screen: 'fusion' }, isMissing: false }

/** 先锋岗, 责任区, 攻关项目: a goal for each, a result where it is closed, a measure against each difficulty (K06, K07, K11); and how many records deal with business, which is told and not judged (K15). */
function projects({ projects: all, difficulties, records }: ChecklistFacts): Verdict {
  const meetings = records.filter(({ kind }) => kind !== 'heartTalk')
  const fused = meetings.filter(({ natures }) => natures.some((nature) => nature === 'business' || nature === 'both')).length
  const told = meetings.length === 0 ? '' : `当年会议和活动${meetings.length}次，含业务议题的${fused}次（只作了解）。`
  if (all.length === 0 && difficulties.count === 0) return { state: 'unknown', words: `还没有登记先锋岗、责任区、攻关项目和业务难点。${told}`, links: [board] }
  const links = all.flatMap(({ id, title, isOpen, isClosed, hasGoal, overdue, stale, hasResult }): CheckLink[] => {
    const lacks = [...(hasGoal ? [] : ['没有现状值或目标值']), ...(overdue ? ['到期没有结题'] : []), ...(isOpen && stale && !overdue ? ['30天没有新的数值'] : []), ...(isClosed && !hasResult ? ['结题没有写成果'] : [])]
    return lacks.length === 0 ? [] : [{ words: `${title}：${lacks.join('，')}`, to: { screen: 'project', projectId: id }, isMissing: true }]
  })
  const parts = [...(links.length > 0 ? [`${links.length}个要补`] : []), ...(difficulties.unconverted > 0 ? [`业务难点${difficulties.count}个，${difficulties.unconverted}个还没有对应的党建举措`] : [])]
  const count = `项目${all.length}个`
  if (parts.length > 0) return { state: 'missing', words: `${count}，${parts.join('；')}。${told}`, links: [...links, difficulties.unconverted > 0 ? { ...board, isMissing: true } : board] }
  return { state: 'ok', words: `${count}，都有目标，到期的有结果${difficulties.count === 0 ? '' : `；业务难点${difficulties.count}个，都有对应的党建举措`}。${told}`, links: [board] }
}

/** 群众工作 and 志愿服务 that records tell; 困难帮扶 is in none. */
function masses({ records, volunteerEntries, year }: ChecklistFacts): Verdict {
  const count = (kind: 'volunteerService' | 'massActivity') => records.filter((record) => record.kind === kind)
  const themed = records.filter(({ kind, elements }) => kind === 'themeDay' && (elements['contents'] ?? '').includes('志愿服务'))
  const [volunteer, mass] = [count('volunteerService'), count('massActivity')]
  const parts = [...(volunteer.length > 0 ? [`志愿服务${volunteer.length}次`] : []), ...(themed.length > 0 ? [`含志愿服务的主题党日${themed.length}次`] : []), ...(volunteerEntries > 0 ? [`另行登记的志愿服务${volunteerEntries}条`] : []), ...(mass.length > 0 ? [`群团活动${mass.length}次`] : [])]
  const links = [...volunteer, ...themed, ...mass].map((record) => recordLink(record, '', false))
  return { state: 'unknown', words: `${parts.length === 0 ? `${year}年没有志愿服务和群团活动的记录` : `${year}年登记了${parts.join('、')}`}。困难帮扶请人查看后填写。`, links }
}

/** 作用发挥. */
export const workVerdicts = (facts: ChecklistFacts): Verdicts => ({ C15: projects(facts), C16: masses(facts) })
