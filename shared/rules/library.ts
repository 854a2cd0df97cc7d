import type { IsoDate } from '../domain/dates.ts'
import type { MeetingKind } from '../domain/meetingKinds.ts'

/** MUST: 应当、必须. SHOULD: 一般, a reminder. LOCAL: asked by the unit; may be switched off. */
export const strengths = ['MUST', 'SHOULD', 'LOCAL'] as const
export type Strength = (typeof strengths)[number]
export const strengthNames: Record<Strength, string> = { MUST: '应当', SHOULD: '一般', LOCAL: '本单位惯例' }

/**
 * How sure it is that the text is as written here. `read`: read in a copy of the paper. `secondHand`: read in somebody's retelling.
 * `memory`: from memory. `custom`: no national article; done so by most. The second and third are 待核 and never block.
 */
export const verifications = ['read', 'secondHand', 'memory', 'custom'] as const
export type Verification = (typeof verifications)[number]
export const isToVerify = (verification: Verification): boolean => verification === 'secondHand' || verification === 'memory'

export const periodKinds = ['month', 'quarter', 'half', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]
export const periodNames: Record<PeriodKind, string> = { month: '每月', quarter: '每季度', half: '每半年', year: '每年' }

/** How often meetings of a kind are held. `groups`: each 党小组 for itself. `talks`: see duties.ts; counted by pairs, not by meetings. */
export interface Frequency { kind: MeetingKind; period: PeriodKind; times: number; scope: 'branch' | 'groups' | 'talks' }

/** A rule as the officer reads it, and what can be counted of it. */
export interface Rule {
  id: string
  group: 'life' | 'setting' | 'vote'
  title: string
  /** In plain words, one or two sentences. */
  text: string
  /** The paper and its article; of a custom: 本单位惯例. */
  source: string
  article: string
  /** From which day the paper is in force; null where that is not known. */
  inForceFrom: IsoDate | null
  /** The last day of the version; null: still in force. */
  inForceTo: IsoDate | null
  strength: Strength
  verification: Verification
  /** What is compared with what, in words. */
  counted: string
  frequency: Frequency | null
  /** Whether it is on before the unit says otherwise. Only LOCAL rules can be switched. */
  isOn: boolean
}

const branchRules = '中国共产党支部工作条例（试行）'
const education = '中国共产党党员教育管理工作条例'
const election = '中国共产党基层组织选举工作条例'
const terms = '关于党的基层组织任期的意见'
const enterprise = '中国共产党国有企业基层组织工作条例（试行）'
const training = '全国党员教育培训工作规划'
const dues = '关于中国共产党党费收缴、使用和管理的规定'
const custom = '本单位惯例'

/** In force from these days; from memory, 待核. */
const since: Readonly<Record<string, IsoDate>> = { [branchRules]: '2018-10-28', [education]: '2019-05-06', [election]: '2020-07-13', [terms]: '2018-07-31', [enterprise]: '2019-12-30', [training]: '2019-11-20', [dues]: '2008-04-01' }

type Facts = Pick<Rule, 'id' | 'title' | 'text' | 'source' | 'article' | 'strength' | 'verification' | 'counted'> & Partial<Rule>
const rule = (group: Rule['group'], facts: Facts): Rule => ({ group, inForceFrom: since[facts.source] ?? null, inForceTo: null, frequency: null, isOn: true, ...facts })
const every = (kind: MeetingKind, period: PeriodKind, times = 1, scope: Frequency['scope'] = 'branch'): Frequency => ({ kind, period, times, scope })

/** Every row of domain rules section 1.1. */
const life: readonly Rule[] = [
  rule('life', { id: 'R01', title: '支部党员大会', text: '支部党员大会一般每季度召开一次，由书记召集并主持；书记不能到会的，可以委托副书记或者委员。预备党员参加，没有表决权。', source: branchRules, article: '第11、14条', strength: 'SHOULD', verification: 'read', counted: '每季度的党员大会次数', frequency: every('generalMeeting', 'quarter') }),
  rule('life', { id: 'R02', title: '支部委员会会议', text: '支部委员会会议一般每月召开一次，根据需要可以随时召开；可以请党小组组长等列席。', source: branchRules, article: '第12、14条', strength: 'SHOULD', verification: 'read', counted: '每月的支委会次数；没有支部委员会的支部不计', frequency: every('committeeMeeting', 'month') }),
  rule('life', { id: 'R03', title: '党小组会', text: '党小组会一般每月召开一次，由党小组组长召集并主持。', source: branchRules, article: '第13、14条', strength: 'SHOULD', verification: 'read', counted: '每月每个党小组各计一次；没有划分党小组的支部不计', frequency: every('groupMeeting', 'month', 1, 'groups') }),
  rule('life', { id: 'R04', title: '党课', text: '党员应当按期上党课。全国的条例没有规定支部每季度讲几次，这里按本单位惯例每季度一次，可以改。', source: custom, article: '（支部工作条例第16条只要求按期上党课）', strength: 'LOCAL', verification: 'custom', counted: '每季度的党课次数', frequency: every('partyLecture', 'quarter') }),
  rule('life', { id: 'R05', title: '主题党日', text: '党支部每月相对固定1天开展主题党日。', source: branchRules, article: '第16条', strength: 'MUST', verification: 'read', counted: '每月的主题党日次数', frequency: every('themeDay', 'month') }),
  rule('life', { id: 'R06', title: '组织生活会', text: '党支部每年至少召开1次组织生活会，一般安排在第四季度，也可以根据工作需要随时召开。', source: branchRules, article: '第17条', strength: 'MUST', verification: 'read', counted: '每年的组织生活会次数', frequency: every('orgLifeMeeting', 'year') }),
  rule('life', { id: 'R07', title: '民主评议党员', text: '党支部一般每年开展1次民主评议党员，可以结合组织生活会一并进行。', source: branchRules, article: '第18条', strength: 'SHOULD', verification: 'read', counted: '每年的民主评议次数', frequency: every('democraticReview', 'year') }),
  rule('life', { id: 'R08', title: '谈心谈话', text: '支部委员之间、支部委员和党员之间、党员和党员之间，每年谈心谈话一般不少于1次。', source: branchRules, article: '第19条', strength: 'SHOULD', verification: 'secondHand', counted: '委员两两之间、每名党员和一名委员、每名党员和一名党员，一年内谈过的', frequency: every('heartTalk', 'year', 1, 'talks') }),
  rule('life', { id: 'R09', title: '领导干部双重组织生活', text: '党员领导干部应当以普通党员身份参加所在党支部的组织生活。', source: education, article: '第16条', strength: 'MUST', verification: 'read', counted: '由党务干部对照签到查看' }),
  rule('life', { id: 'R10', title: '交纳党费', text: '党员应当按月交纳党费，预备党员从支部大会通过为预备党员之日起交纳。', source: education, article: '第16条', strength: 'MUST', verification: 'read', counted: '每月每名党员' }),
  rule('life', { id: 'R11', title: '党员集中学习培训', text: '党员每年集中学习培训时间一般不少于32学时。', source: education, article: '第20条', strength: 'SHOULD', verification: 'read', counted: '每名党员每年的学时' }),
  rule('life', { id: 'R12', title: '书记、班子成员培训', text: '基层党组织书记和班子成员每年集中学习培训时间一般不少于56学时，至少参加1次集中培训。', source: training, article: '（2019—2023；以后沿用，待核）', strength: 'SHOULD', verification: 'memory', counted: '书记、支部委员每年的学时' }),
  rule('life', { id: 'R13', title: '新任书记任职培训', text: '新任党支部书记一般在任职后半年内参加1次任职培训。', source: training, article: '', strength: 'SHOULD', verification: 'read', counted: '任职之日起六个月内的培训' }),
  rule('life', { id: 'R14', title: '预备党员和新党员培训', text: '预备党员在预备期内、党员在转正后1年内，各参加1次上级组织的集中培训。', source: training, article: '', strength: 'SHOULD', verification: 'read', counted: '各阶段的集中培训' }),
  rule('life', { id: 'R15', title: '党员集中轮训', text: '市、县党委或者基层党委每年应当组织党员集中轮训。', source: education, article: '第20条', strength: 'MUST', verification: 'read', counted: '由上级党委组织，支部登记参加情况' }),
  rule('life', { id: 'R16', title: '支部换届', text: '党支部委员会每届任期一般为3年，任期届满应当按期换届。', source: terms, article: '', strength: 'MUST', verification: 'read', counted: '届满日' }),
  rule('life', { id: 'R17', title: '出国（境）党员的联系', text: '党支部应当与出国（境）学习研究的党员保持联系，一般每半年1次。', source: education, article: '第34条', strength: 'MUST', verification: 'read', counted: '保留组织关系的出国（境）党员每半年一次' }),
  rule('life', { id: 'R18', title: '入党积极分子考察', text: '党支部每半年对入党积极分子考察1次。', source: '中国共产党发展党员工作细则（2026年修订）', article: '第11条', inForceFrom: '2026-05-18', strength: 'MUST', verification: 'secondHand', counted: '每名积极分子每半年一次' }),
]

/** Every row of domain rules section 1.2. */
const setting: readonly Rule[] = [
  rule('setting', { id: 'O01', title: '建立党支部', text: '凡是有正式党员3人以上的，都应当成立党支部。', source: branchRules, article: '第4条', strength: 'MUST', verification: 'read', counted: '正式党员人数' }),
  rule('setting', { id: 'O02', title: '支部规模', text: '党支部党员人数一般不超过50人。', source: branchRules, article: '第4条', strength: 'SHOULD', verification: 'read', counted: '党员人数，含预备党员' }),
  rule('setting', { id: 'O03', title: '联合党支部', text: '正式党员不足3人的单位，应当按规定成立联合党支部；覆盖单位一般不超过5个。', source: branchRules, article: '第5条', strength: 'SHOULD', verification: 'memory', counted: '覆盖的单位数' }),
  rule('setting', { id: 'O04', title: '项目党支部', text: '为期6个月以上的工程、工作项目，符合条件的应当成立党支部。', source: branchRules, article: '第5条', strength: 'MUST', verification: 'memory', counted: '由党务干部查看' }),
  rule('setting', { id: 'O05', title: '临时党支部', text: '因临时任务组建、组织关系不转接的，可以成立临时党支部；一般不发展党员、不处分党员、不收缴党费、不选举代表、不换届，任务结束自然撤销。', source: branchRules, article: '第8条', strength: 'SHOULD', verification: 'memory', counted: '由党务干部查看' }),
  rule('setting', { id: 'O06', title: '设立支部委员会', text: '有正式党员7人以上的党支部，应当设立支部委员会；委员3至5人，一般不超过7人。', source: branchRules, article: '第20条', strength: 'MUST', verification: 'memory', counted: '正式党员人数、委员人数' }),
  rule('setting', { id: 'O07', title: '不设支部委员会', text: '正式党员不足7人的党支部，设1名书记，必要时可以设1名副书记。', source: branchRules, article: '第20条', strength: 'MUST', verification: 'memory', counted: '正式党员人数、书记人数' }),
  rule('setting', { id: 'O08', title: '支部委员分工', text: '支部委员会设书记和组织委员、宣传委员、纪检委员等，必要时可以设1名副书记。', source: branchRules, article: '第20条', strength: 'SHOULD', verification: 'memory', counted: '各委员的职务' }),
  rule('setting', { id: 'O09', title: '划分党小组', text: '党员人数较多或者党员工作地、居住地比较分散的党支部，按照便于组织开展活动原则，应当划分若干党小组，设组长。每组3名以上党员、至少1名正式党员是惯例。', source: branchRules, article: '第13条', strength: 'MUST', verification: 'read', counted: '各组人数和组长' }),
  rule('setting', { id: 'O10', title: '国有企业党委', text: '党员人数100人以上的，设立党的基层委员会；不足100人的，因工作需要经上级批准也可以设立。', source: enterprise, article: '第4条', strength: 'MUST', verification: 'read', counted: '党员人数' }),
  rule('setting', { id: 'O11', title: '国有企业党总支', text: '党员人数50人以上、100人以下的，设立党的总支部委员会。', source: enterprise, article: '第5条', strength: 'SHOULD', verification: 'memory', counted: '党员人数' }),
  rule('setting', { id: 'O12', title: '延期或者提前换届', text: '延期或者提前换届选举的，应当报上级党组织批准，延长期限一般不超过1年。', source: terms, article: '第二条；选举工作条例第3条', strength: 'MUST', verification: 'read', counted: '延长的时间和批准文号' }),
  rule('setting', { id: 'O13', title: '任期届满提醒', text: '任期届满前6个月提醒，前3个月启动换届。', source: custom, article: '', strength: 'LOCAL', verification: 'memory', counted: '离届满日的时间' }),
  rule('setting', { id: 'O14', title: '书记缺额补选', text: '党支部书记出缺，应当及时补选。', source: '支部考核常见的要求', article: '', strength: 'MUST', verification: 'read', counted: '有没有书记' }),
]

/** The scenes of domain rules section 1.3. */
const votes: readonly Rule[] = [
  rule('vote', { id: 'V1', title: '党员大会一般议题', text: '应到会有表决权的党员半数以上到会，方可开会；赞成人数超过应到会有表决权的党员半数，为通过。', source: branchRules, article: '第11条', strength: 'MUST', verification: 'read', counted: '到会人数和赞成票，分母是应到' }),
  rule('vote', { id: 'V2', title: '接收预备党员、转正、延长、取消', text: '到会有表决权的党员必须超过应到会的半数，采取无记名投票；赞成人数超过应到会有表决权的党员半数，为通过。两人以上逐个讨论、逐个表决。', source: '中国共产党发展党员工作细则（2026年修订）', article: '第19、20条', inForceFrom: '2026-05-18', strength: 'MUST', verification: 'secondHand', counted: '到会人数、现场票和会前书面意见，分母是应到' }),
  rule('vote', { id: 'V3', title: '支委会', text: '支部委员会会议须有半数以上委员到会。表决按民主集中制，超过应到委员半数为通过是惯例。', source: branchRules, article: '第12条', strength: 'MUST', verification: 'read', counted: '到会委员人数，分母是应到' }),
  rule('vote', { id: 'V4', title: '选举', text: '实到会的有选举权的党员不少于应到会的五分之四，方可选举；得票超过实到会人数一半的，始得当选。', source: election, article: '', strength: 'MUST', verification: 'read', counted: '到会人数（分母应到）、得票（分母实到）' }),
]

/** The library as it ships. */
export const shippedRules: readonly Rule[] = [...life, ...setting, ...votes]
/** The version of the shipped library; a library read from a file has its own. */
export const shippedLibraryVersion = '2026-11'
