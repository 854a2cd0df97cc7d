import type { LetterPaper } from './letterPaper.ts'
import type { FieldValues } from './own/fieldValues.ts'
import { listMark } from './developmentValues.ts'
import { blank, blankDate } from './wording.ts'

/** The fields of a letter with a gap where nothing is known. `only`: a passage that is left out where its field is empty. */
function reader({ lines, paragraphs, lists }: FieldValues) {
  const raw = (name: string): string => lines[name] ?? ''
  return {
    g: (name: string): string => raw(name) || blank,
    d: (name: string): string => raw(name) || blankDate,
    only: (name: string, text: (value: string) => string): string => (raw(name) === '' ? '' : text(raw(name))),
    text: (name: string): string[] => [...paragraphs[name] ?? []],
    attachments: (lists.附件 ?? []).map((entry) => (entry.lines[listMark] === undefined ? entry.lines.名称 ?? '' : `{#${entry.lines[listMark]}}{序号}．{名称}{/${entry.lines[listMark]}}`)),
  }
}
type Reader = ReturnType<typeof reader>

const nobody: Pick<LetterPaper, 'addressee' | 'attachments' | 'signers'> = { addressee: '', attachments: [], signers: [] }
const ending = ({ g, d }: Reader): Pick<LetterPaper, 'sender' | 'date'> => ({ sender: g('署名'), date: d('成文日期') })

/** 陈思远，男，汉族，1996年5月出生，南浦县人，大学本科学历，2018年7月参加工作，现在专卖科从事市场监管员工作。 */
const whoIs = ({ g, only }: Reader): string => `${g('姓名')}，${g('性别')}，${g('民族')}，${g('出生年月')}出生，${only('籍贯', (place) => `${place}人，`)}${g('学历')}学历，${only('参加工作日期', (month) => `${month}参加工作，`)}现在${g('部门')}从事${g('岗位')}工作。`
/** How far the person has come until the committee looked at it. */
const wayIn = ({ d, g }: Reader): string => `该同志于${d('申请日期')}递交入党申请书，${d('确定积极分子日期')}确定为入党积极分子，培养联系人${g('培养联系人')}。`
const asked = '妥否，请批示。'

/** For how long something is put up, and whom to tell. `what`: of which 公示 the fields are. */
const shownUntil = ({ g, d }: Reader, what: '' | '转正'): string[] => [
  `公示时间：${d(`${what}公示开始`)}至${d(`${what}公示结束`)}，共${g(`${what}公示工作日`)}个工作日。`,
  '公示期间，党员和群众如有意见，可以当面、来电或者来信向党支部反映。反映问题应当实事求是，提倡实名；党支部对反映人和反映的内容保密。',
  `联系人：${g('联系人')}；联系电话：${g('联系电话')}；联系地址：${g('联系地址')}。`,
]

/** 发展对象公示 (细则 2026 art. 13). */
export function publicityLetter(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g } = read
  return {
    ...nobody, title: `关于拟将${g('姓名')}同志列为发展对象的公示`,
    body: [
      `按照发展党员工作有关规定，经${g('支部委员会')}研究并报${g('上级党委')}同意，拟将${g('姓名')}同志列为发展对象，现予公示。`, whoIs(read), wayIn(read),
      ...shownUntil(read, ''),
    ],
    ...ending(read),
  }
}

/** 函 to where relatives work or live (细则 2026 art. 16). Whom it goes to and whom it asks about is written by hand: no page holds it. */
export function reviewLetter(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g } = read
  return {
    ...nobody, title: `关于协助开展${g('姓名')}同志入党政治审查的函`, addressee: `${blank.repeat(4)}：`,
    body: [
      `我单位${g('姓名')}同志（${g('性别')}，${g('民族')}，${g('出生年月')}出生，公民身份号码${g('公民身份号码')}）现为发展对象。按照发展党员工作有关规定，需要了解其${g('审查范围')}的有关情况，请协助提供。`,
      `一、被了解人姓名：${blank.repeat(2)}，与该同志的关系：${blank.repeat(2)}，工作单位或者住址：${blank.repeat(5)}。`,
      '二、请提供：政治面貌和现实表现；对党的路线、方针、政策的态度；政治历史和在重大政治斗争中的表现；遵纪守法和遵守社会公德情况。',
      `三、请将回函加盖公章，于____年__月__日前寄回。联系人：${g('联系人')}；联系电话：${g('联系电话')}；联系地址：${g('联系地址')}。`,
    ],
    ...ending(read),
  }
}

/** 预审请示 (细则 2026 art. 18). */
export function preReviewRequest(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g, d, only } = read
  return {
    title: `关于对发展对象${g('姓名')}同志进行预审的请示`, addressee: `${g('上级党委')}：`, signers: [],
    body: [
      whoIs(read),
      `${wayIn(read)}${d('确定人选日期')}支部委员会研究确定为发展对象人选，${d('上级同意日期')}上级党委同意${only('公示开始', (from) => `，${from}至${d('公示结束')}公示${g('公示工作日')}个工作日`)}，${d('列为发展对象日期')}列为发展对象，入党介绍人${g('入党介绍人')}。`,
      `该同志${d('培训开始')}至${d('培训结束')}参加短期集中培训${g('培训学时')}学时，${d('政审日期')}完成政治审查。${d('支委会审查日期')}，支部委员会征求党员和群众的意见后，对该同志进行了审查，经集体讨论，认为其基本具备党员条件，入党手续完备。现将有关材料报上，请予预审。`,
      asked,
    ],
    attachments: read.attachments, ...ending(read),
  }
}

/** 决议 of the 党员大会: the words of the record. Signed by 书记 and dated by the day of the vote. */
const resolutionOf = (field: string, heldOn: string, title: (name: string) => string) => (values: FieldValues): LetterPaper => {
  const read = reader(values)
  return { ...nobody, title: title(read.g('姓名')), body: read.text(field), signers: ['党支部书记（签名或盖章）'], sender: read.g('署名'), date: read.d(heldOn) }
}
export const admissionResolution = resolutionOf('接收决议', '接收大会日期', (name) => `关于接收${name}同志为中共预备党员的决议`)
export const fullResolution = resolutionOf('转正决议', '转正大会日期', (name) => `关于${name}同志转正问题的决议`)

/** 应到会有表决权的正式党员15名，实到13名，书面意见1份；经无记名投票，赞成13票，不赞成0票，弃权1票. */
const votedOn = ({ g, only }: Reader, what: string): string =>
  `应到会有表决权的正式党员${g(`${what}应到`)}名，实到${g(`${what}实到`)}名${only(`${what}书面意见`, (count) => (count === '0' ? '' : `，会前书面意见${count}份`))}；经无记名投票，赞成${g(`${what}赞成`)}票，不赞成${g(`${what}不赞成`)}票，弃权${g(`${what}弃权`)}票`

/** 审批请示 (细则 2026 art. 25). */
export function admissionRequest(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g, d } = read
  return {
    title: `关于接收${g('姓名')}同志为中共预备党员的请示`, addressee: `${g('上级党委')}：`, signers: [],
    body: [
      whoIs(read), `${wayIn(read)}${d('列为发展对象日期')}列为发展对象，入党介绍人${g('入党介绍人')}，${d('预审日期')}经${g('上级党委')}${g('预审结果')}。`,
      `${d('接收大会日期')}，${g('支部')}召开党员大会讨论其入党问题，${votedOn(read, '接收')}，${g('接收结果')}。现将入党志愿书和有关材料报上，请予审批。`,
      asked,
    ],
    attachments: read.attachments, ...ending(read),
  }
}

/** 转正公示 before the 党员大会 that decides (惯例). */
export function fullPublicityLetter(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g, d } = read
  return {
    ...nobody, title: `关于${g('姓名')}同志拟转为中共正式党员的公示`,
    body: [
      `${g('姓名')}同志预备期至${d('预备期满日期')}，已提出转正申请。${g('支部')}拟召开党员大会讨论其转正问题，现予公示。`, whoIs(read),
      `该同志于${d('接收大会日期')}经党员大会讨论通过、${d('接收审批日期')}经${g('上级党委')}批准为中共预备党员，${d('转正申请日期')}提出转正申请。`,
      ...shownUntil(read, '转正'),
    ],
    ...ending(read),
  }
}

/** 转正审批请示 (细则 2026 art. 33). What the meeting decided, 延长 too, is asked for: 预备期 ends as it did before. */
export function fullRequest(values: FieldValues): LetterPaper {
  const read = reader(values)
  const { g, d } = read
  return {
    title: `关于${g('姓名')}同志转正问题的请示`, addressee: `${g('上级党委')}：`, signers: [],
    body: [
      whoIs(read), `该同志于${d('接收大会日期')}经党员大会讨论通过、${d('接收审批日期')}经${g('上级党委')}批准为中共预备党员，预备期至${d('预备期满日期')}，${d('转正申请日期')}提出转正申请。`,
      `${g('支部')}征求党小组、党员和群众的意见后，于${d('转正大会日期')}召开党员大会讨论其转正问题，${votedOn(read, '转正')}，决定：${g('转正结果')}。现将有关材料报上，请予审批。`,
      asked,
    ],
    attachments: read.attachments, ...ending(read),
  }
}
