import { assertNever } from './assertNever.ts'
import { addDays, chineseMonthDay, type IsoDate } from './dates.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'
import type { BusinessDay, PlanOffer } from './plan.ts'
import { covers, mondayOf, type PlanCalendar } from './planCalendar.ts'
import { expectedAt } from './roster.ts'

/** Who is expected, and how many by the roster; `pairs`: what is still to be talked of a relation. */
export function peopleInWords(kind: MeetingKind, roster: readonly RosterEntry[], part: string, pairs = 0): string {
  const { expects } = kindFacts[kind]
  const count = expectedAt(kind, roster, part).length
  switch (expects) {
    case 'members': return `全体党员（${count}人）`
    case 'committee': return `支部委员会委员（${count}人）`
    case 'group': return `${part}党员（${count}人）`
    case 'open': return '自愿参加'
    case 'talkers': return part === '支部委员之间' ? `支部委员两两之间（${pairs}对）` : `党员${pairs}人，各与一名${part === '党员和党员之间' ? '党员' : '支部委员'}`
    default: return assertNever(expects)
  }
}

interface Content { topic: string; business: string; remarks: string }
const none: Content = { topic: '', business: '', remarks: '' }
/** Party life and business side by side (政治学习与业务学习同谋划); slots, to be filled by the officer. Nothing is made up that the branch has not decided. */
const contents: Record<MeetingKind, Content> = {
  committeeMeeting: { topic: '第一议题学习；研究本月主题党日', business: '分析业务难点和重点工作', remarks: '' },
  generalMeeting: { topic: '通报支部工作，讨论决定重要事项', business: '', remarks: '' },
  groupMeeting: { topic: '政治学习，交流思想', business: '岗位业务学习', remarks: '' },
  partyLecture: { topic: '', business: '结合当前业务部署', remarks: '题目和主讲人待定' },
  themeDay: { topic: '', business: '', remarks: '会前研究确定主题' },
  orgLifeMeeting: { topic: '查摆问题，批评与自我批评', business: '', remarks: '会前学习、谈心谈话、征求意见，会后整改' },
  democraticReview: { topic: '个人自评、党员互评、民主测评、组织评定', business: '', remarks: '结合组织生活会一并进行' },
  heartTalk: { topic: '组织生活会前谈心谈话', business: '', remarks: '从这一天起分头谈，组织生活会前谈完' },
  moralLecture: none, volunteerService: none, massActivity: none,
}
export const contentOf = (kind: MeetingKind, theme: Partial<Content> = {}): Content => ({ ...contents[kind], ...theme })

interface Dated { key: string; kind: MeetingKind; part: string; on: IsoDate }

/** Themes for 主题党日: the theme month it falls into, else the next open difficulty, each once. */
export function themesOf(items: readonly Dated[], business: readonly BusinessDay[], difficulties: readonly { title: string }[]): Map<string, Pick<Content, 'topic' | 'business'>> {
  const left = [...difficulties]
  const days = items.filter(({ kind }) => kind === 'themeDay').toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return new Map(days.flatMap(({ key, on }): [string, Pick<Content, 'topic' | 'business'>][] => {
    const month = business.find((event) => event.kind === 'theme' && covers(event, on))
    if (month) return [[key, { topic: `结合“${month.title}”开展`, business: month.title }]]
    const next = left.shift()
    return next ? [[key, { topic: '党员攻难题', business: `难点：${next.title}` }]] : []
  }))
}

/** What may be held together with a day of business. */
const combinable: ReadonlySet<MeetingKind> = new Set(['themeDay', 'partyLecture', 'groupMeeting', 'moralLecture', 'volunteerService'])

/** The day of business of the same week that the activity could be held with, on a workday of its own period; null where there is none. */
export function offerFor({ kind, on, from, to }: { kind: MeetingKind; on: IsoDate; from: IsoDate; to: IsoDate }, business: readonly BusinessDay[], { dayOf }: PlanCalendar): PlanOffer | null {
  if (!combinable.has(kind)) return null
  const monday = mondayOf(on)
  for (const event of business) {
    if (event.kind !== 'market' && event.kind !== 'meeting') continue
    for (let day = monday; day <= addDays(monday, 6); day = addDays(day, 1)) {
      if (covers(event, day) && day >= from && day <= to && !dayOf(day).off) return { eventId: event.id, title: event.title, on: day, business: `与${chineseMonthDay(day)}“${event.title}”合并开展` }
    }
  }
  return null
}
