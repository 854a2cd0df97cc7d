import { projectKindNames } from './project.ts'

const more = '(?:仍然?|还|持续|明显|逐年|逐月|普遍|长期|有所|比较|不断|大幅|严重)*的?'
/** What a title says is wrong with a figure. */
const wrong = [
  '低于|高于', '(?:没有|未|不)达(?:到目标|标)', '下降|上升|下滑|滑坡|降低|升高|攀升|波动|增多|增加|减少', '[偏过较太][低高长短大小多少慢]', '居高不下|上不去|降不下来', '不足|不高|不够|不稳定?',
]
const complaint = new RegExp(`${more}(?:${wrong[0]})(?:目标|平均|指标|要求|全[市县省]平均|计划)?值?(?:水平)?$|${more}(?:${wrong.slice(1).join('|')})$|(?<=[比率度额量例])${more}[低高大小]$|(?<=时间|用时|时长|周期)${more}[长短]$`, 'u')

/** 雨天送货准时率 of 雨天送货准时率下降: what a difficulty measures, without what is wrong with it. A title that says no such thing stays as it is. */
export function metricNameOf(title: string): string {
  const name = title.trim()
  const bare = name.replace(complaint, '')
  return bare.length < 2 ? name : bare
}

const kinds = Object.values(projectKindNames).join('|')
const carrier = new RegExp(`^(?:${kinds})[：:].+$`, 'u')
/** The measures that a Party measure gives a project to begin with; none where it only names the project: 党员攻关项目：走访覆盖提升. */
export function measuresOf(measure: string): string {
  const parts = measure.split(/[；;\n]/).map((part) => part.trim()).filter((part) => part !== '')
  return parts.every((part) => carrier.test(part) && !/[，。]/.test(part)) ? '' : measure
}

/** The Party measures against a difficulty, what is called by its own name first: 走访覆盖提升（党员攻关项目） of 党员攻关项目：走访覆盖提升. */
export function measureInShort({ measure, projects }: { measure: string; projects: readonly { title: string }[] }): string {
  const titles = projects.map(({ title }) => title)
  const rest = titles.some((title) => measure.includes(title)) ? '' : measure.replace(new RegExp(`^(${kinds})[：:]([^，。；;\\n]+)$`, 'u'), '$2（$1）')
  return [...titles, rest].filter((text) => text !== '').join('；')
}
