import { stepPlace } from '../rules/developmentSteps.ts'
import { addMonths, chineseDate, daysBetween } from './dates.ts'
import type { StepCode, StepEntry, StepPerson } from './development.ts'
import { checkDates, lateness, type Judging } from './developmentFindings.ts'
import { endOfPath, reviewHalves } from './developmentPath.ts'
import { chinesePartialDate, firstDayOf } from './partialDate.ts'
import { periodInWords } from './periods.ts'

/** Months of an 积极分子 before 发展对象, and years of an applicant. */
const activistMonths = 12
const adultYears = 18

/** Application, first talk, mentors and the time as 积极分子. */
export function judgeActivist(judging: Judging): void {
  const { path, tell } = judging
  const { facts, done } = path
  const application = done('application')
  if (application !== null) {
    // Of a month alone the first day speaks: who may have been 18 is not told to have been younger.
    const { birthOn } = facts
    const grown = birthOn === null ? null : addMonths(firstDayOf(birthOn), adultYears * 12)
    if (birthOn !== null && grown !== null && application.on < grown) {
      tell('high', 'age', 'application', { entry: application, message: () => `${chinesePartialDate(birthOn)}出生，${chineseDate(grown)}年满${adultYears}周岁；${chineseDate(application.on)}递交申请书，早了${daysBetween(application.on, grown)}天。`, advice: '核对出生日期和申请书落款；确实不满的，年满后重新递交。' })
    }
    const talk = done('initialTalk')
    const limit = addMonths(application.on, 1)
    const late = lateness(judging, 'initialTalk', talk, limit)
    if (late !== null) tell('high', 'talkLate', 'initialTalk', { entry: talk, on: late.on, message: () => `${chineseDate(application.on)}递交申请书，派人谈话截止${chineseDate(limit)}；${late.words}。`, advice: talk === null ? '尽快派人谈话，并在全程纪实表里写明原因。' : checkDates })
  }
  judgePeople(judging, 'mentorAssigned')
  judgeReviews(judging)
  const [activist, determined] = [done('activistDetermined'), done('prospectDetermined')]
  if (activist === null || determined === null || determined.on < activist.on) return
  const year = addMonths(activist.on, activistMonths)
  if (determined.on < year) tell('high', 'cultivationShort', 'prospectDetermined', { entry: determined, message: () => `${chineseDate(activist.on)}确定为积极分子，满一年是${chineseDate(year)}；${chineseDate(determined.on)}就研究发展对象，早了${daysBetween(determined.on, year)}天。`, advice: '核对两个日期；从外单位转来、培养时间连续计算的，登记原来的确定日期。' })
}

function judgeReviews({ path, tell }: Judging): void {
  const { facts, of, done, farthest } = path
  const activist = done('activistDetermined')
  if (activist === null) return
  const ended = done('prospectListed') ?? done('prospectDetermined')
  if (ended === null && (farthest > stepPlace('prospectListed') || endOfPath(path) !== null)) return
  for (const half of reviewHalves(activist.on, ended?.on ?? facts.on)) {
    if (half.last >= facts.on || (facts.bookedFrom !== null && half.first < facts.bookedFrom)) continue
    if (of('activistReview').some(({ on }) => on >= half.first && on <= half.last)) continue
    tell('high', 'reviewMissing', 'activistReview', { entry: null, on: half.last, message: () => `${periodInWords(half)}没有考察记录；${chineseDate(activist.on)}确定为积极分子，每半年考察一次，截止${chineseDate(half.last)}。`, advice: '考察过的，补登记；没有考察的，如实写明，不要倒签。' })
  }
}

const byPerson = ({ personId, name }: StepPerson): string => personId ?? name

/** How many 培养联系人 or 入党介绍人 there are, and whether the roster has them as full members on the day; of 介绍人 also with a vote (留党察看). */
export function judgePeople(judging: Judging, step: Extract<StepCode, 'mentorAssigned' | 'introducersAssigned'>): void {
  const entry = judging.path.done(step)
  if (entry === null) return
  const isMentor = step === 'mentorAssigned'
  const [role, asked] = isMentor ? ['培养联系人', '一至两名'] : ['入党介绍人', '两名']
  const count = new Set(entry.people.map(byPerson)).size
  const isRight = isMentor ? count === 1 || count === 2 : count === 2
  if (!isRight) judging.tell('high', isMentor ? 'mentorCount' : 'introducerCount', step, { entry, field: 'people', message: () => `${role}应当是${asked}正式党员，${chineseDate(entry.on)}${count === 0 ? '一名也没有登记' : `登记了${count}名`}。`, advice: `按支部的决定补登记或改正${role}。` })
  for (const person of entry.people) judgePerson(judging, entry, person, role)
}

function judgePerson({ path: { facts }, tell }: Judging, entry: StepEntry, { personId, name }: StepPerson, role: string): void {
  const standing = personId === null ? null : facts.standingOf(personId, entry.on)
  if (standing === null) return
  const isMentor = entry.step === 'mentorAssigned'
  const lacks = !standing.isFullMember ? '不是正式党员' : !isMentor && !standing.hasVote ? '没有表决权（名册登记受留党察看处分）' : null
  if (lacks !== null) tell('high', isMentor ? 'mentorStanding' : 'introducerStanding', entry.step, { entry, field: 'people', message: () => `${role}${name}在${chineseDate(entry.on)}${lacks}。`, advice: isMentor ? '核对名册里的转正日期；确实不是的，另行指定并登记。' : '核对名册；确实如此的，支部另行确定介绍人，并请示上级党委。' })
}
