import * as z from 'zod'

/** Kinds of meeting and activity that can be recorded, in the order in which lists of kinds show them. */
export const meetingKinds = [
  'generalMeeting', 'committeeMeeting', 'groupMeeting', 'partyLecture', 'themeDay', 'orgLifeMeeting', 'democraticReview', 'heartTalk',
  'moralLecture', 'volunteerService', 'massActivity',
] as const
export const MeetingKind = z.enum(meetingKinds)
export type MeetingKind = z.infer<typeof MeetingKind>

/**
 * Who is expected. `members`: all 正式党员 and 预备党员; `committee`: the branch committee; `group`: members of one 党小组;
 * `open`: nobody must come, everybody of the branch may; `talkers`: only the two who talk.
 */
export type Expectation = 'members' | 'committee' | 'group' | 'open' | 'talkers'

interface KindFacts {
  /** The full name for papers and the short one for screens and file names. */
  full: string
  short: string
  expects: Expectation
  /** What the record of it is called on paper: 会议记录 or 活动记录 or 谈话记录. */
  record: '会议' | '活动' | '谈话'
  /** Whether resolutions are voted on and a quorum is told. */
  decides: boolean
}

/** What every kind is; expected attendance by domain rules section 1.1. */
export const kindFacts: Record<MeetingKind, KindFacts> = {
  generalMeeting: { full: '支部党员大会', short: '党员大会', expects: 'members', record: '会议', decides: true },
  committeeMeeting: { full: '支部委员会会议', short: '支委会', expects: 'committee', record: '会议', decides: true },
  groupMeeting: { full: '党小组会', short: '党小组会', expects: 'group', record: '会议', decides: false },
  partyLecture: { full: '党课', short: '党课', expects: 'members', record: '活动', decides: false },
  themeDay: { full: '主题党日活动', short: '主题党日', expects: 'members', record: '活动', decides: true },
  orgLifeMeeting: { full: '组织生活会', short: '组织生活会', expects: 'members', record: '会议', decides: true },
  democraticReview: { full: '民主评议党员', short: '民主评议', expects: 'members', record: '会议', decides: true },
  heartTalk: { full: '谈心谈话', short: '谈心谈话', expects: 'talkers', record: '谈话', decides: false },
  moralLecture: { full: '道德讲堂', short: '道德讲堂', expects: 'open', record: '活动', decides: false },
  volunteerService: { full: '志愿服务', short: '志愿服务', expects: 'open', record: '活动', decides: false },
  massActivity: { full: '群团活动', short: '群团活动', expects: 'open', record: '活动', decides: false },
}
export const meetingKindNames: Record<MeetingKind, { full: string; short: string }> = kindFacts

/** How an element is entered. `choices`: any of the options, parted by 、. */
export type ElementForm = { form: 'line' } | { form: 'text' } | { form: 'person' } | { form: 'number'; unit: string } | { form: 'choice' | 'choices'; options: readonly string[] }

export interface MeetingElement {
  code: string
  label: string
  /** The question to the officer, as a placeholder. */
  hint: string
  required: boolean
  /** Where it stands on the screen and on paper: before the agenda, or after it. */
  at: 'start' | 'end'
  entry: ElementForm
}

const line = { form: 'line' } as const
const text = { form: 'text' } as const
const person = { form: 'person' } as const
const e = (code: string, label: string, entry: ElementForm, hint: string, required = true, at: 'start' | 'end' = 'start'): MeetingElement => ({ code, label, hint, required, at, entry })
/** What became of what was decided (支部工作条例 art. 16); a draft is made of the ledger (followUp.ts). */
const earlier = e('earlier', '上次议定事项落实', text, '上次议定的事办到哪里了', false)
const hours = e('hours', '学时', { form: 'number', unit: '学时' }, '支部集中学习1小时计1学时')

/** The four kinds of content of a 主题党日 (支部工作条例 art. 16). */
export const themeDayContents = ['集中学习', '组织生活', '民主议事', '志愿服务'] as const
export const talkRelations = ['支部委员之间', '支部委员和党员之间', '党员和党员之间', '与入党积极分子、发展对象', '与群众'] as const
export const reviewGrades = ['优秀', '合格', '基本合格', '不合格'] as const

/** What each kind asks beside the elements that all have, in the order of domain rules section 1.4. */
export const kindElements: Record<MeetingKind, readonly MeetingElement[]> = {
  generalMeeting: [],
  committeeMeeting: [earlier],
  groupMeeting: [
    e('study', '学习内容', text, '学了什么'),
    e('criticism', '批评与自我批评', text, '谁对谁提了什么', false, 'end'),
    e('feedback', '向支部反馈的意见', text, '没有写“无”', true, 'end'),
  ],
  partyLecture: [
    e('topic', '题目', line, '党课题目'),
    e('lecturer', '主讲人', person, '谁讲'),
    e('lecturerPost', '主讲人职务', line, '党内和行政职务'),
    e('business', '部署的业务', text, '这次党课结合部署了哪项业务工作'),
    e('outline', '提纲', text, '讲了哪几个问题；讲稿可附件'),
    hours,
  ],
  themeDay: [
    e('theme', '主题', line, '这次的主题'),
    e('contents', '内容类型', { form: 'choices', options: themeDayContents }, '四类内容，可多选'),
    e('decidedBefore', '会前研究', line, '哪次支委会研究确定的主题'),
    earlier,
    hours,
  ],
  orgLifeMeeting: [
    e('theme', '主题', line, '会议主题'),
    e('form', '召开形式', { form: 'choice', options: ['党员大会', '支委会', '党小组会'] }, '以哪种会议的形式召开'),
    e('beforeStudy', '会前学习', text, '学了什么、什么时候'),
    e('beforeTalks', '会前谈心谈话', text, '谈了多少人次、谈了什么'),
    e('opinions', '征求意见', text, '征求到哪些意见'),
    e('selfCheck', '查摆问题和对照检查', text, '班子和个人查摆了什么', true, 'end'),
    e('criticism', '逐人批评意见', text, '逐人写明谁提了什么意见', true, 'end'),
    e('remedies', '整改清单', text, '问题、措施、责任人、时限', true, 'end'),
  ],
  democraticReview: [
    e('selfReview', '个人自评', text, '自评的情况'),
    e('mutualReview', '党员互评', text, '互评的情况'),
    e('ballot', '民主测评', text, '发出、收回测评票和结果'),
    e('excellent', '评定优秀', { form: 'number', unit: '人' }, '一般不超过党员总数的三分之一'),
    e('opinion', '评定意见', text, '支委会或党员大会提出的意见', true, 'end'),
    e('told', '反馈和上报', text, '何时反馈本人、何时报上级', true, 'end'),
  ],
  heartTalk: [
    e('talker', '谈话人', person, '谁找人谈'),
    e('talkedTo', '谈话对象', person, '和谁谈'),
    e('relation', '关系', { form: 'choice', options: talkRelations }, '两人的关系'),
    e('topic', '主题', line, '谈什么'),
    e('points', '谈话要点', text, '谈了什么'),
    e('suggestions', '意见建议', text, '没有写“无”'),
    e('followUp', '后续措施', text, '怎么办、谁负责', false),
  ],
  moralLecture: [
    e('theme', '主题', line, '这次的主题'),
    e('lecturer', '主讲人', person, '谁讲'),
    e('course', '活动过程', text, '唱歌曲、学模范、诵经典、发善心、送吉祥等环节'),
    { ...hours, required: false },
  ],
  volunteerService: [
    e('theme', '服务内容', line, '做了什么'),
    e('served', '服务对象', line, '为谁服务、多少户或多少人'),
    e('results', '服务成效', text, '解决了什么问题，登记了什么意见'),
  ],
  massActivity: [
    e('organisation', '群团组织', { form: 'choice', options: ['工会', '共青团', '妇女组织', '其他'] }, '由谁组织'),
    e('theme', '活动内容', line, '做了什么'),
    e('course', '活动过程', text, '怎么开展的'),
  ],
}

/** Every code once: what the database may hold. */
export const elementCodes: readonly string[] = [...new Set(Object.values(kindElements).flatMap((list) => list.map(({ code }) => code)))]

/** 计划 → 已通知 → 草稿 → 定稿 → 已签字归档. */
export const meetingStates = ['planned', 'notified', 'draft', 'final', 'archived'] as const
export const MeetingState = z.enum(meetingStates)
export type MeetingState = z.infer<typeof MeetingState>
export const meetingStateNames: Record<MeetingState, string> = { planned: '计划', notified: '已通知', draft: '草稿', final: '定稿', archived: '已签字归档' }
/** Whether the record may still be written. */
export const isOpenForWriting = (state: MeetingState): boolean => state !== 'final' && state !== 'archived'

/** What an item of the agenda is. */
export const itemNatures = ['firstTopic', 'party', 'business', 'both'] as const
export const ItemNature = z.enum(itemNatures)
export type ItemNature = z.infer<typeof ItemNature>
export const itemNatureNames: Record<ItemNature, string> = { firstTopic: '第一议题', party: '党建', business: '业务', both: '党建＋业务' }
