import { fieldCodes, fieldOf, isFieldCode, type FieldCode } from './memberFields.ts'
import { parsePosts } from './peopleLines.ts'
import { changeFieldNames } from './person.ts'

/** What a column of a roster can be taken for. `from`: from which day 类别, 职务 and 小组 of the row hold. */
export const specialTargets = ['name', 'status', 'posts', 'group', 'from', 'ignore'] as const
export type ImportTarget = (typeof specialTargets)[number] | FieldCode
export const importTargets: readonly [ImportTarget, ...ImportTarget[]] = [...specialTargets, ...fieldCodes]
export const isImportTarget = (text: string): text is ImportTarget => isFieldCode(text) || specialTargets.some((target) => target === text)
export const targetNames: Record<(typeof specialTargets)[number], string> = { name: '姓名', status: changeFieldNames.status, posts: changeFieldNames.posts, group: changeFieldNames.group, from: '自何日起', ignore: '不导入' }
/** How the officer calls what a column is taken for. */
export const targetName = (target: ImportTarget): string => (isFieldCode(target) ? fieldOf[target].label : targetNames[target])

const marks = /[\s\p{P}\p{S}]/gu
/** A heading as it is compared: without blanks, line breaks, brackets, strokes and full width. */
export const headingKey = (heading: string): string => heading.normalize('NFKC').replace(marks, '')
const withoutBrackets = (heading: string): string => headingKey(heading.normalize('NFKC').replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, ''))

const special: Record<string, ImportTarget> = {
  姓名: 'name', 名字: 'name', 党员姓名: 'name', 人员姓名: 'name', 同志姓名: 'name',
  人员类别: 'status', 类别: 'status', 党员类别: 'status', 人员类型: 'status', 党员类型: 'status', 身份类别: 'status', 是否正式党员: 'status',
  党内职务: 'posts', 支部职务: 'posts', 党内任职: 'posts', 党支部职务: 'posts', 党内现任职务: 'posts',
  党小组: 'group', 所在党小组: 'group', 小组: 'group', 所属党小组: 'group', 所在小组: 'group',
  自: 'from', 起始日期: 'from', 自何时起: 'from', 自何日起: 'from', 日期: 'from',
  序号: 'ignore', 编号: 'ignore', 行号: 'ignore', 年龄: 'ignore', 党龄: 'ignore', 工龄: 'ignore', 照片: 'ignore', 签名: 'ignore', 签字: 'ignore', 表决权: 'ignore',
}
const known = new Map<string, ImportTarget>(Object.entries(special).map(([heading, target]) => [headingKey(heading), target]))
for (const code of fieldCodes) for (const heading of [fieldOf[code].label, ...fieldOf[code].headings ?? []]) if (!known.has(headingKey(heading))) known.set(headingKey(heading), code)

/** What a heading of a stranger's roster means; null where it is none that is known. */
export function targetOfHeading(heading: string): ImportTarget | null {
  const found = known.get(headingKey(heading)) ?? known.get(withoutBrackets(heading))
  if (found !== undefined) return found
  // Of two header rows, 基本情况 over 性别, the lower one tells.
  const last = heading.split(/[\n/／]/).at(-1) ?? ''
  return last === heading ? null : known.get(headingKey(last)) ?? null
}

/** Whether a cell looks like the heading of a roster; for finding the header row. */
export const isRosterHeading = (text: string): boolean => targetOfHeading(text) !== null

/** How a column came by its meaning. `unknown`: nobody knows it, and it is left out until the officer says. */
export type TargetSource = 'known' | 'remembered' | 'chosen' | 'unknown'
export interface ImportColumn { column: number; heading: string; target: ImportTarget; source: TargetSource }

/**
 * What each column is taken for: what the officer chose now, what was chosen for this heading before, else what the heading says.
 * 政治面貌 tells the 类别 where no other column does; 职务 is a party post where all its words are. A meaning is given once: of two columns
 * of one meaning the second is left out.
 */
export function targetsOf(headings: readonly string[], cellsOf: (column: number) => readonly string[], remembered: ReadonlyMap<string, ImportTarget>, chosen: ReadonlyMap<number, ImportTarget>): ImportColumn[] {
  const columns = headings.map((heading, column): ImportColumn => {
    const own = chosen.get(column)
    if (own !== undefined) return { column, heading, target: own, source: 'chosen' }
    const before = heading === '' ? undefined : remembered.get(headingKey(heading))
    if (before !== undefined) return { column, heading, target: before, source: 'remembered' }
    if (headingKey(heading) === '职务') return { column, heading, target: cellsOf(column).every((cell) => parsePosts(cell.normalize('NFKC')) !== null) ? 'posts' : 'office', source: 'known' }
    const target = targetOfHeading(heading)
    return target === null ? { column, heading, target: 'ignore', source: heading === '' ? 'known' : 'unknown' } : { column, heading, target, source: 'known' }
  })
  const politics = columns.find((each) => each.source === 'known' && each.target === 'politicalStatus')
  if (politics && !columns.some((each) => each.target === 'status')) politics.target = 'status'
  // What was chosen goes before what was remembered, and that before what the heading says.
  const rank: readonly TargetSource[] = ['chosen', 'remembered', 'known', 'unknown']
  const given = new Set<ImportTarget>()
  for (const each of [...columns].sort((a, b) => rank.indexOf(a.source) - rank.indexOf(b.source) || a.column - b.column)) {
    if (each.target === 'ignore') continue
    if (given.has(each.target)) Object.assign(each, { target: 'ignore', source: 'unknown' })
    else given.add(each.target)
  }
  return columns
}
