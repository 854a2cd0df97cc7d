import { addMonths, chineseDate, type IsoDate } from './dates.ts'
import { awardLevels, labelOf, skillLevels, titles } from './memberCodes.ts'
import type { MemberFieldValues } from './memberFields.ts'
import { chinesePartialDate, firstDayOf, lastDayOf, wholeYears, type PartialDate } from './partialDate.ts'
import { statusNames, type PersonStatus } from './person.ts'
import { projectKindNames, type ProjectKind } from './project.ts'
import { reaches, talentDirections, talentDirectionWords, type TalentCandidate, type TalentDirection, type TalentLimits, type TalentProposal, type TalentReason } from './talent.ts'

/** What somebody did in a project. `leads`: 牵头; `closedOn`: 结题, null: it goes on. */
export interface TalentProject { title: string; kind: ProjectKind; leads: boolean; closedOn: IsoDate | null }
/** What is known of one person of the roster of the day. */
export interface TalentPerson {
  id: string; name: string; status: PersonStatus; birthOn: PartialDate | null; fields: MemberFieldValues
  awards: readonly { name: string; level: string; awardedOn: PartialDate | null }[]
  projects: readonly TalentProject[]
  /** 议定事项 that they answered for and that were closed in the year. */
  closedItems: number
}
export interface TalentFacts {
  year: number; on: IsoDate; limits: TalentLimits
  people: readonly TalentPerson[]
  /** Who is in training, and who was decided upon in the year: keyOf. */
  inPool: ReadonlySet<string>; decided: ReadonlySet<string>
}

export const talentKey = (personId: string, direction: TalentDirection): string => `${personId} ${direction}`
const isMember = (status: PersonStatus): boolean => status === 'fullMember' || status === 'probationaryMember'
/** A mark that holds on a day. */
export const isBackboneOn = ({ isBackbone, backboneSince }: MemberFieldValues, on: IsoDate): boolean => isBackbone === '1' && (backboneSince === undefined || firstDayOf(backboneSince) <= on)

const awardReason = ({ name, level, awardedOn }: TalentPerson['awards'][number]): TalentReason => ({ kind: 'award', text: `${awardedOn === null ? '' : chinesePartialDate(awardedOn)}获${labelOf(awardLevels, level)}奖励“${name}”` })

function backboneReason({ backboneKind, backboneSince, backboneBasis }: MemberFieldValues): TalentReason {
  const more = [backboneKind ?? '', backboneSince === undefined ? '' : `${chinesePartialDate(backboneSince)}认定`, backboneBasis ?? ''].filter((part) => part !== '')
  return { kind: 'backbone', text: `业务骨干${more.length === 0 ? '' : `（${more.join('，')}）`}` }
}

/** 申请, 积极分子, 发展对象, as far as somebody has come. */
function wayReason({ status, fields: { appliedOn, activistOn, prospectOn } }: TalentPerson): TalentReason | null {
  const told = [
    appliedOn === undefined ? '' : `${chinesePartialDate(appliedOn)}申请入党`,
    status === 'activist' || status === 'prospect' ? (activistOn === undefined ? statusNames.activist : `${chinesePartialDate(activistOn)}确定为积极分子`) : '',
    status === 'prospect' ? (prospectOn === undefined ? statusNames.prospect : `${chinesePartialDate(prospectOn)}列为发展对象`) : '',
    status === 'applicant' && appliedOn === undefined ? statusNames.applicant : '',
  ].filter((part) => part !== '')
  return told.length === 0 ? null : { kind: 'applied', text: told.join('，') }
}

const projectReason = ({ title, kind, leads, closedOn }: TalentProject): TalentReason => ({ kind: 'project', text: `${leads ? '牵头' : '参加'}${projectKindNames[kind]}“${title}”${closedOn === null ? '，实施中' : `，${chineseDate(closedOn)}结题`}` })

/** Merits that both directions count: recent awards, 技能等级, 职称, recent projects. */
function merits({ fields, awards, projects }: TalentPerson, { on, limits }: TalentFacts): TalentReason[] {
  const since = addMonths(on, -12 * limits.awardYears)
  return [
    ...awards.filter(({ awardedOn }) => awardedOn !== null && lastDayOf(awardedOn) >= since && firstDayOf(awardedOn) <= on).map(awardReason),
    ...(reaches(skillLevels, fields.skillLevel, limits.skillFrom) ? [{ kind: 'skill' as const, text: `技能等级${labelOf(skillLevels, fields.skillLevel ?? '')}` }] : []),
    ...(reaches(titles, fields.title, limits.titleFrom) ? [{ kind: 'title' as const, text: `职称${labelOf(titles, fields.title ?? '')}` }] : []),
    ...projects.filter(({ closedOn }) => closedOn === null || (closedOn >= since && closedOn <= on)).map(projectReason),
  ]
}

function lacksOf({ fields, awards, status, birthOn }: TalentPerson, on: IsoDate): string[] {
  return [
    ...(birthOn === null ? ['出生日期'] : []),
    ...(fields.title === undefined && fields.skillLevel === undefined ? ['职称和技能等级'] : []),
    ...(isBackboneOn(fields, on) && fields.backboneBasis === undefined ? ['骨干认定依据'] : []),
    ...(!isMember(status) && status !== 'nonMember' && fields.appliedOn === undefined ? ['申请入党日期'] : []),
    ...awards.filter(({ awardedOn }) => awardedOn === null).map(({ name }) => `奖励“${name}”的日期`),
  ]
}

/** Whom the data would propose in the direction that is open to them; null where nothing speaks for it. */
function candidateOf(person: TalentPerson, facts: TalentFacts): TalentCandidate | null {
  const { on, limits } = facts
  const age = person.birthOn === null ? null : wholeYears(person.birthOn, on)
  const isBackbone = isBackboneOn(person.fields, on)
  const found = merits(person, facts)
  const base = { personId: person.id, name: person.name, standing: statusNames[person.status], department: [person.fields.department ?? '', person.fields.job ?? ''].filter((part) => part !== '').join(' '), age, lacks: lacksOf(person, on) }
  if (isMember(person.status)) {
    if (isBackbone || found.length === 0) return null
    const items: TalentReason[] = person.closedItems > 0 ? [{ kind: 'items', text: `${facts.year}年办结议定事项${person.closedItems}项` }] : []
    return { ...base, direction: 'toBackbone', reasons: [...found, ...items], isSure: true }
  }
  const way = wayReason(person)
  const reasons = [...(isBackbone ? [backboneReason(person.fields)] : []), ...(way === null ? [] : [way]), ...found]
  // A backbone is proposed at any age; anybody else while young, which cannot be known without a birth date.
  if (reasons.length === 0 || (!isBackbone && age !== null && age > limits.youngAge)) return null
  return { ...base, direction: 'toMember', reasons, isSure: isBackbone || age !== null }
}

function compare(a: TalentCandidate, b: TalentCandidate): number {
  return talentDirections.indexOf(a.direction) - talentDirections.indexOf(b.direction) || Number(b.isSure) - Number(a.isSure) || b.reasons.length - a.reasons.length || (a.age ?? Infinity) - (b.age ?? Infinity) || 0
}

/**
 * The yearly proposal from what the files say on a day: A, who is no member and is 业务骨干, or young with something that speaks for them; B, members
 * who are no 业务骨干 yet. Nobody is left out for what a file does not say: who may be young is proposed as unsure. Decides nothing.
 */
export function proposeTalent(facts: TalentFacts): Pick<TalentProposal, 'candidates' | 'lacking' | 'inPool'> {
  const { people, inPool, decided, on } = facts
  const directionOf = ({ status }: TalentPerson): TalentDirection => (isMember(status) ? 'toBackbone' : 'toMember')
  const open = people.filter((person) => !inPool.has(talentKey(person.id, directionOf(person))))
  const candidates = open.filter((person) => !decided.has(talentKey(person.id, directionOf(person)))).flatMap((person) => candidateOf(person, facts) ?? []).sort(compare)
  const proposed = new Set(candidates.map(({ personId }) => personId))
  const rest = open.filter(({ id, fields }) => !proposed.has(id) && !isBackboneOn(fields, on))
  const lacking = ['出生日期', '职称和技能等级'].flatMap((what) => {
    const without = rest.filter((person) => lacksOf(person, on).includes(what)).map(({ id, name }) => ({ id, name }))
    return without.length === 0 ? [] : [{ what, people: without }]
  })
  return { candidates, lacking, inPool: people.length - open.length }
}

/** So many names stand in an agenda item; the rest is counted. */
const mostTold = 60

/** The proposal as an item of a 支委会: each name with its reasons, for the committee to decide. */
export function proposalAgenda(year: number, candidates: readonly TalentCandidate[]): { title: string; report: string } {
  const parts = talentDirections.flatMap((direction) => {
    const of = candidates.filter((each) => each.direction === direction)
    if (of.length === 0) return []
    const lines = of.slice(0, mostTold).map(({ name, age, reasons, lacks, isSure }, at) => `${at + 1}. ${name}${age === null ? '' : `（${age}岁）`}：${reasons.map(({ text }) => text).join('；')}${isSure ? '' : `（缺${lacks.join('、')}，请核对）`}。`)
    return [[`${talentDirectionWords[direction]}，建议人选${of.length}人：`, ...lines, ...(of.length > mostTold ? [`另有${of.length - mostTold}人，见双培养的年度建议。`] : [])].join('\n')]
  })
  return { title: `研究${year}年双培养人选`, report: parts.length === 0 ? `按档案和台账，${year}年没有提出新的双培养人选。` : `${parts.join('\n')}\n以上按档案和台账提出，由支委会研究决定。` }
}
