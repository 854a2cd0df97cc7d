import type { Strength, Verification } from './library.ts'

/** The parts of the list, in their order. */
export const checkSections = ['politics', 'setting', 'life', 'members', 'records', 'business', 'bottom', 'place'] as const
export type CheckSection = (typeof checkSections)[number]
export const checkSectionNames: Record<CheckSection, string> = {
  politics: '政治学习和计划', setting: '组织设置', life: '组织生活', members: '党员、发展和党费', records: '记录和资料', business: '作用发挥', bottom: '纪律和安全', place: '阵地',
}

/** Who answers a point: `data`: the records alone; `both`: the records say a part, a person the rest; `hand`: nothing in the records says it. */
export const checkAnswerers = ['data', 'both', 'hand'] as const
export type CheckAnswerer = (typeof checkAnswerers)[number]
export const checkAnswererNames: Record<CheckAnswerer, string> = { data: '按数据核对', both: '数据和手工核对', hand: '手工核对' }

/** What evaluates a shipped point; a point of the unit has none. */
export const checkIds = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17', 'C18', 'C19', 'C20'] as const
export type CheckId = (typeof checkIds)[number]

/** A point as it ships (domain rules section 7). C19 and C20 are ours and count no points. */
export interface ShippedPoint {
  id: CheckId
  section: CheckSection
  text: string
  /** What an inspector asks to see. */
  evidence: string
  /** 分值; those that ship make 100. */
  points: number
  /** ★ 一票否决. */
  veto: boolean
  answeredBy: CheckAnswerer
  /** What the data are asked, and what is left to a person. */
  how: string
  source: string
  strength: Strength
  verification: Verification
}

const custom = { source: '标准化规范化考评细则常见检查点（各地不同）', strength: 'LOCAL', verification: 'custom' } as const
const own = { source: '本单位惯例', strength: 'LOCAL', verification: 'custom', points: 0, veto: false } as const
const plain = { veto: false } as const

export const shippedPoints: readonly ShippedPoint[] = [
  { id: 'C01', section: 'politics', text: '落实“第一议题”学习，及时传达上级部署', evidence: '会议记录、学习台账', points: 8, veto: true, answeredBy: 'both', how: '看每次支委会（不设支委会的看党员大会）有没有标为“第一议题”的议题；学习台账和传达是否及时由人查看', ...custom },
  { id: 'C04', section: 'politics', text: '有年度计划、季度小结和年终总结', evidence: '计划、小结、总结', points: 4, ...plain, answeredBy: 'both', how: '在当年的议题和附件名称里找“计划”“小结”“总结”；文稿本身由人查看', ...custom },
  { id: 'C02', section: 'setting', text: '支委会健全，委员人数合规，缺额及时补选，分工明确', evidence: '批复、分工表', points: 6, ...plain, answeredBy: 'data', how: '按名册核对规则O06、O07、O08和O14', source: '支部工作条例第20条', strength: 'MUST', verification: 'memory' },
  { id: 'C03', section: 'setting', text: '按期换届；延期或提前换届经上级批准', evidence: '批复、选举材料', points: 6, ...plain, answeredBy: 'data', how: '按登记的届次核对规则R16和O12', source: '党的基层组织任期的意见、基层组织选举工作条例第3条', strength: 'MUST', verification: 'read' },
  { id: 'C05', section: 'life', text: '党员大会、支委会、党小组会和党课按规定次数召开', evidence: '会议记录', points: 12, ...plain, answeredBy: 'data', how: '按规则R01至R04数当年的会议', source: '支部工作条例第11至14条、第16条；党课次数为本单位惯例', strength: 'SHOULD', verification: 'read' },
  { id: 'C06', section: 'life', text: '每月开展1次主题党日，会前由支委会研究主题', evidence: '方案、活动记录', points: 6, ...plain, answeredBy: 'data', how: '按规则R05数当年的主题党日，并看“会前研究”写了没有', source: '支部工作条例第16条', strength: 'MUST', verification: 'read' },
  { id: 'C07', section: 'life', text: '开好组织生活会：会前准备、会上查摆、会后整改销号', evidence: '方案、征求意见、对照检查、记录、整改清单', points: 8, ...plain, answeredBy: 'both', how: '按规则R06数次数，看记录要素齐不齐、整改事项办结没有；全套材料由人查看', source: '支部工作条例第17条', strength: 'MUST', verification: 'read' },
  { id: 'C08', section: 'life', text: '开展民主评议党员，优秀不超过三分之一，结果反馈本人', evidence: '评议汇总表', points: 4, ...plain, answeredBy: 'data', how: '按规则R07数次数，核对优秀人数，看“反馈和上报”写了没有', source: '支部工作条例第18条', strength: 'SHOULD', verification: 'read' },
  { id: 'C09', section: 'life', text: '谈心谈话全覆盖', evidence: '谈话记录', points: 4, ...plain, answeredBy: 'data', how: '按规则R08数当年谈过的人和对', source: '支部工作条例第19条', strength: 'SHOULD', verification: 'secondHand' },
  { id: 'C10', section: 'members', text: '发展党员程序规范、材料齐全、不超时限', evidence: '全程纪实表', points: 10, veto: true, answeredBy: 'both', how: '登记了发展过程的看联审，没有登记的核对档案里申请、积极分子、发展对象、入党和转正的日期；材料和待核条文由人对照全程纪实表', source: '发展党员工作细则（2026年修订）', strength: 'MUST', verification: 'secondHand' },
  { id: 'C11', section: 'members', text: '党员名册准确，组织关系及时转接', evidence: '党员名册', points: 4, ...plain, answeredBy: 'both', how: '看党员档案缺不缺项、有没有前后矛盾，转接有没有超期；与党员信息系统是否一致由人查看', source: '党员教育管理工作条例第25条', strength: 'MUST', verification: 'read' },
  { id: 'C12', section: 'members', text: '学时达标：党员每年32学时，书记和支委56学时', evidence: '学时台账', points: 4, ...plain, answeredBy: 'both', how: '按学时台账：已确认的会议学时，加上登记的培训', source: '党员教育管理工作条例第20条、党员教育培训工作规划', strength: 'SHOULD', verification: 'memory' },
  { id: 'C13', section: 'members', text: '党费按规定核定、收缴和公示', evidence: '党费台账、公示', points: 5, ...plain, answeredBy: 'both', how: '按党费台账看当年核定没有、已经结束的月份交足没有；公示由人查看', source: '党费收缴、使用和管理的规定', strength: 'MUST', verification: 'read' },
  { id: 'C14', section: 'records', text: '记录规范：要素齐、有签字、无雷同、无倒签', evidence: '抽查会议记录', points: 7, ...plain, answeredBy: 'data', how: '逐条核对当年的记录：要素、签到、定稿、签字归档和检查常看的异常', ...custom },
  { id: 'C19', section: 'records', text: '议定事项有责任人、有时限，不逾期', evidence: '议定事项清单', answeredBy: 'data', how: '看议定事项清单里逾期的和没有责任人的', ...own },
  { id: 'C20', section: 'records', text: '电子资料有备份，能恢复', evidence: '备份列表', answeredBy: 'data', how: '看最近的备份、第二份备份和恢复演练；按今天的情况', ...own },
  { id: 'C15', section: 'business', text: '先锋岗、责任区、攻关项目有目标、有结果', evidence: '立项书、结题表', points: 7, ...plain, answeredBy: 'data', how: '看当年的项目有没有现状值和目标值、到期结题没有，业务难点有没有对应的党建举措', ...custom },
  { id: 'C16', section: 'business', text: '做好群众工作，开展志愿服务和困难帮扶', evidence: '活动和帮扶记录', points: 2, ...plain, answeredBy: 'both', how: '数当年的志愿服务和群团活动；困难帮扶由人查看', ...custom },
  { id: 'C17', section: 'bottom', text: '没有党员违纪违法，没有重大安全责任事故', evidence: '通报', points: 0, veto: true, answeredBy: 'hand', how: '由人对照上级通报填写', ...custom },
  { id: 'C18', section: 'place', text: '阵地规范：党旗、制度上墙、档案柜', evidence: '现场查看', points: 3, ...plain, answeredBy: 'hand', how: '由人到现场查看后填写', ...custom },
]

/** 等级示例 (惯例); each place has its own. */
export const gradesInWords = '等级示例（惯例，各地不同）：95分以上五星，90至94分四星，80至89分三星，80分以下限期整改；有★一票否决项不符合的不评等级。'
