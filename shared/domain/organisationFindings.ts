import { addMonths, chineseDate, ymdOf, type IsoDate } from './dates.ts'
import type { OrganisationFinding, OrganisationRule, RuleStrength, TermFacts } from './organisation.ts'
import { endOf, regularEndOf } from './organisation.ts'
import { postNames, type PartyPost, type RosterEntry } from './person.ts'
import { committeeOf } from './roster.ts'

/** Name, strength and article of each rule; `unverified`: from memory, to be checked (domain rules section 1.2). */
const rules: Record<OrganisationRule, { title: string; strength: RuleStrength; article: string; unverified?: true }> = {
  O01: { title: '成立党支部', strength: 'MUST', article: '支部工作条例第4条' },
  O02: { title: '支部规模', strength: 'SHOULD', article: '支部工作条例第4条' },
  O03: { title: '联合党支部', strength: 'SHOULD', article: '支部工作条例第5条', unverified: true },
  O04: { title: '项目党支部', strength: 'MUST', article: '支部工作条例第5条', unverified: true },
  O05: { title: '临时党支部', strength: 'SHOULD', article: '支部工作条例第8条', unverified: true },
  O06: { title: '设支部委员会', strength: 'MUST', article: '支部工作条例第20条', unverified: true },
  O07: { title: '不设支部委员会', strength: 'MUST', article: '支部工作条例第20条', unverified: true },
  O08: { title: '支委分工', strength: 'SHOULD', article: '支部工作条例第20条', unverified: true },
  O09: { title: '党小组', strength: 'MUST', article: '支部工作条例第13条' },
  O10: { title: '基层党委', strength: 'MUST', article: '国企基层组织工作条例第4条' },
  O11: { title: '党总支', strength: 'SHOULD', article: '国企基层组织工作条例第5条', unverified: true },
  O12: { title: '延期换届', strength: 'MUST', article: '任期意见二、选举条例第3条' },
  O13: { title: '届满提醒', strength: 'LOCAL', article: '上级党组织一般提前6个月提醒', unverified: true },
  O14: { title: '书记缺额', strength: 'MUST', article: '标准化考核' },
}

/** What a branch committee shares out, as a rule. */
const usualPosts: readonly PartyPost[] = ['secretary', 'organizationCommissioner', 'publicityCommissioner', 'disciplineCommissioner']
/** Fewer than these in a 党小组 is unusual (惯例, 待核). */
const fewestInGroup = 3

interface Facts { roster: readonly RosterEntry[]; term: TermFacts | null; on: IsoDate }
type Verdict = Pick<OrganisationFinding, 'state' | 'message'> & Partial<Pick<OrganisationFinding, 'strength' | 'unverified' | 'article'>>
const ok = (message: string): Verdict => ({ state: 'ok', message })
const finding = (message: string, more: Partial<Verdict> = {}): Verdict => ({ state: 'finding', message, ...more })
const unknown = (message: string): Verdict => ({ state: 'unknown', message })
const nameList = (entries: readonly { name: string }[]): string => entries.map(({ name }) => name).slice(0, 5).join('、') + (entries.length > 5 ? `等${entries.length}人` : '')

/**
 * What the rules O01–O14 say about a branch as of a day, in their order; a rule with several points gives several. It tells and decides nothing:
 * what the roster does not know (whether this is a project branch, say) is said to be unknown.
 */
export function organisationFindings(facts: Facts): OrganisationFinding[] {
  return (Object.keys(rules) as OrganisationRule[]).flatMap((rule) => {
    const { title, strength, article, unverified = false } = rules[rule]
    return judge(rule, facts).map((verdict) => ({ rule, title, strength, article, unverified, ...verdict }))
  })
}

function judge(rule: OrganisationRule, { roster, term, on }: Facts): Verdict[] {
  const full = roster.filter(({ status }) => status === 'fullMember')
  const members = roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember')
  const committee = committeeOf(roster)
  const holders = (post: PartyPost) => full.filter(({ posts }) => posts.includes(post))
  switch (rule) {
    case 'O01': return [full.length >= 3 ? ok(`正式党员${full.length}人。`) : finding(`正式党员${full.length}人，不足3人，达不到单独成立党支部的条件。`)]
    case 'O02': return [members.length <= 50 ? ok(`党员${members.length}人。`) : finding(`党员${members.length}人，一般不超过50人。`)]
    case 'O03': return [full.length < 3 ? finding('正式党员不足3人的单位，可以与邻近单位组建联合党支部，覆盖单位一般不超过5个。') : unknown('名册里没有记是不是联合党支部；是的话覆盖单位一般不超过5个。')]
    case 'O04': return [unknown('名册里没有记工程项目；为期6个月以上、符合条件的项目应当成立党支部。')]
    case 'O05': return [unknown('名册里没有记是不是临时党支部；临时党支部一般不发展党员、不处分党员、不收党费、不换届。')]
    case 'O06': return judgeCommittee(full.length, committee.length)
    case 'O07': return judgeWithoutCommittee(full.length, committee)
    case 'O08': {
      if (full.length < 7) return [ok('正式党员不足7人，不设支委会，不要求分工。')]
      const lacking = usualPosts.filter((post) => holders(post).length === 0)
      return [lacking.length === 0 ? ok('书记、组织、宣传、纪检都有人担任。') : finding(`还没有${lacking.map((post) => postNames[post]).join('、')}。`)]
    }
    case 'O09': return judgeGroups(members)
    case 'O10': return [members.length < 100 ? ok(`党员${members.length}人，不到100人。`) : finding(`党员${members.length}人，100人以上的应设立基层党委。`)]
    case 'O11': return [members.length >= 50 && members.length < 100 ? finding(`党员${members.length}人，50人以上、不足100人的可以设立党总支。`) : ok(`党员${members.length}人。`)]
    case 'O12': return judgeExtension(term, on)
    case 'O13': return judgeReminder(term, on)
    case 'O14': {
      const secretaries = holders('secretary')
      if (secretaries.length === 0) return [finding(full.length === 0 ? '名册里没有党员，也没有书记。' : '没有书记，应当及时补选。')]
      if (secretaries.length > 1) return [finding(`同一时间有${secretaries.length}名书记：${nameList(secretaries)}，请核对任免日期。`, { article: '同一支部同一时间只有1名书记' })]
      return [ok(`书记${secretaries[0]?.name ?? ''}。`)]
    }
  }
}

function judgeCommittee(full: number, seats: number): Verdict[] {
  if (full < 7) return [ok(`正式党员${full}人，不足7人，不设支委会。`)]
  if (seats === 0) return [finding(`正式党员${full}人，7人以上应当设立支部委员会，名册里还没有支部委员。`)]
  if (seats < 3) return [finding(`支部委员${seats}人，支委会由3至5人组成。`)]
  if (seats > 7) return [finding(`支部委员${seats}人，一般不超过7人。`, { strength: 'SHOULD' })]
  if (seats > 5) return [finding(`支部委员${seats}人，超过3至5人；确有需要的一般不超过7人，请核对批复。`, { strength: 'SHOULD' })]
  return [ok(`支部委员${seats}人。`)]
}

function judgeWithoutCommittee(full: number, committee: readonly RosterEntry[]): Verdict[] {
  if (full >= 7) return [ok(`正式党员${full}人，设支委会。`)]
  const others = committee.filter(({ posts }) => !posts.includes('secretary') && !posts.includes('deputySecretary'))
  if (others.length > 0) return [finding(`正式党员${full}人，不足7人的设书记1名，必要时设副书记1名，不设委员；名册里还有委员${nameList(others)}。`)]
  const deputies = committee.filter(({ posts }) => posts.includes('deputySecretary'))
  return [deputies.length > 1 ? finding(`正式党员${full}人，必要时设副书记1名；名册里有${deputies.length}名。`) : ok(`正式党员${full}人，设书记1名。`)]
}

function judgeGroups(members: readonly RosterEntry[]): Verdict[] {
  const groups = Map.groupBy(members.filter(({ group }) => group !== null), ({ group }) => group ?? '')
  const custom = { strength: 'LOCAL', unverified: true, article: '惯例：每组3人以上，至少1名正式党员' } as const
  const found: Verdict[] = []
  for (const [name, inGroup] of groups) {
    const leaders = inGroup.filter(({ posts }) => posts.includes('groupLeader'))
    if (leaders.length === 0) found.push(finding(`${name}没有组长。`))
    if (leaders.length > 1) found.push(finding(`${name}有${leaders.length}名组长：${nameList(leaders)}，请核对。`))
    if (inGroup.length < fewestInGroup) found.push(finding(`${name}只有${inGroup.length}名党员，一般不少于3名。`, custom))
    if (!inGroup.some(({ status }) => status === 'fullMember')) found.push(finding(`${name}没有正式党员。`, custom))
  }
  const without = members.filter(({ group }) => group === null)
  if (groups.size > 0 && without.length > 0) found.push(finding(`${nameList(without)}没有编入党小组。`, { strength: 'LOCAL', unverified: true, article: '惯例：每名党员编入一个党小组' }))
  if (groups.size === 0) return [unknown(`党员${members.length}人，没有划分党小组；党员较多或分散的应当划分，多少算多没有规定。`)]
  return found.length > 0 ? found : [ok(`${groups.size}个党小组，都有组长。`)]
}

function judgeExtension(term: TermFacts | null, on: IsoDate): Verdict[] {
  if (term === null) return [unknown('还没有登记届次，算不出什么时候届满。')]
  const regular = regularEndOf(term)
  const end = endOf(term)
  const found: Verdict[] = []
  if (term.extendedTo !== null && term.extendedTo > addMonths(regular, 12)) found.push(finding('延期超过1年。'))
  if (term.extendedTo !== null && term.extensionBasis === '') found.push(finding('延期或提前换届要报上级党组织批准，还没有填批准依据。'))
  if (on >= end) found.push(finding(`第${term.number}届${chineseDate(end)}届满，还没有登记换届；延期要报上级党组织批准，一般不超过1年。`))
  return found.length > 0 ? found : [ok(term.extendedTo === null ? `第${term.number}届${chineseDate(end)}届满。` : `经批准延期到${chineseDate(end)}。`)]
}

/** Reminders six and three months before the end (惯例). */
function judgeReminder(term: TermFacts | null, on: IsoDate): Verdict[] {
  if (term === null) return [unknown('登记届次以后，届满前6个月和3个月会在这里提醒。')]
  const end = endOf(term)
  if (on >= end) return [finding(`已于${chineseDate(end)}届满。`)]
  if (on >= addMonths(end, -3)) return [finding(`${chineseDate(end)}届满，不到3个月，应当启动换届：向上级党组织请示、酝酿候选人。`)]
  if (on >= addMonths(end, -6)) return [finding(`${chineseDate(end)}届满，不到6个月，请准备换届请示。`)]
  return [ok(`离届满还有6个月以上（${chineseDate(end)}）。`)]
}

/** How long until the end of a term, in words of the calendar: 还有1年3个月, 还有12天, 已过2个月. */
export function untilInWords(end: IsoDate, on: IsoDate): string {
  if (on === end) return '今天届满'
  const [from, to, word] = on < end ? [on, end, '还有'] : [end, on, '已过']
  const [a, b] = [ymdOf(from), ymdOf(to)]
  let months = (b.year - a.year) * 12 + b.month - a.month
  if (addMonths(from, months) > to) months--
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${addMonths(from, months)}T00:00:00Z`)) / 86_400_000)
  if (months === 0) return `${word}${days}天`
  const years = Math.floor(months / 12)
  return `${word}${years > 0 ? `${years}年` : ''}${months % 12 > 0 ? `${months % 12}个月` : ''}${months < 3 && days > 0 ? `${days}天` : ''}`
}
