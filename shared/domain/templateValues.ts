import { templateFields } from './templateFields.ts'
import type { MeetingKind } from './meetingKinds.ts'
import type { FoundValue, LayoutParagraph, LayoutTable, TemplateLayout } from './template.ts'
import type { TemplateDocument } from './templateDocument.ts'
import { everyBlock, paragraphsIn, tablesIn, textOfParagraph } from './templateText.ts'

/** How old papers call a field, the field's own name apart. */
const labels: Record<string, string> = {
  会议时间: '时间', 活动时间: '时间', 时间: '时间', 日期: '日期', 会议日期: '日期', 会议地点: '地点', 活动地点: '地点', 地点: '地点', 主持: '主持人', 主持人: '主持人', 会议主持: '主持人', 会议主持人: '主持人', 记录: '记录人', 记录人: '记录人', 会议记录人: '记录人',
  应到: '应到', 应到人数: '应到', 应到党员: '应到', 应到委员: '应到', 应到会人数: '应到', 应出席人数: '应到', 实到: '实到', 实到人数: '实到', 实到党员: '实到', 实到委员: '实到', 实到会人数: '实到', 请假: '请假', 请假人员: '请假', 请假人员及原因: '请假', 缺席: '缺席', 缺席人员: '缺席', 缺席人员及原因: '缺席', 请假人数: '请假人数', 缺席人数: '缺席人数', 列席人数: '列席人数', 列席: '列席', 列席人员: '列席', 列席人: '列席',
  出席: '出席名单', 出席人员: '出席名单', 参加人员: '出席名单', 参会人员: '出席名单', 到会人员: '出席名单', 参加人: '出席名单', 出席人: '出席名单', 参加党员: '出席名单', 会议名称: '会议名称', 活动名称: '会议名称', 会议议题: '议题', 议题: '议题', 会议主题: '主题', 活动主题: '主题', 党课题目: '题目', 会议内容: '会议内容', 活动内容: '会议内容', 会议记录: '会议内容', 记录内容: '会议内容', 主要内容: '会议内容', 内容: '会议内容',
  议定事项: '议定事项', 会议决定: '议定事项', 会议决议: '议定事项', 决议: '议定事项', 决定: '议定事项', 学时: '学时', 学时登记: '学时', 主讲: '主讲人', 主讲人: '主讲人', 授课人: '主讲人', 单位: '单位', 支部: '支部', 党支部: '支部', 所属支部: '支部', 组织名称: '支部', 党小组: '党小组', 主送: '主送', 要求: '要求', 有关要求: '要求', 成文日期: '成文日期',
}
/** The word of a label without its colon, number and brackets; nothing of a text that is too long to be one. */
const plain = (text: string): string => (text.length > 60 ? '' : text).replace(/[\s\u3000（(][^）)]*[）)]$/u, '').replace(/[\s\u3000:：]/g, '').replace(/^[一二三四五六七八九十\d]+[、.．]/, '')
const spaced = (label: string): string => [...label].join('[ \\t\\u3000]*')
const names = Object.keys(labels).sort((a, b) => b.length - a.length)
const labelled = new RegExp(`(^|[\\s\\u3000，,；;、。|（(]|(?<=人))(?:[一二三四五六七八九十]+、)?(${names.map(spaced).join('|')})[ \\t\\u3000]*[:：][ \\t\\u3000]*`, 'gu')
const titleForm = /(?:会议?记录|记录簿?|纪要|通知|签到[表册]|登记表|记录表|计票单|表决票|活动记录)$/
const dateForm = /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s*(?:上午|下午|晚上)?\s*\d{1,2}[:：点时]\d{0,2}分?(?:\s*[-—–~～至到]+\s*(?:上午|下午|晚上)?\s*\d{1,2}[:：点时]\d{0,2}分?)?)?/g
const countForm = /(应到|实到|请假|缺席|列席)(?:党员|委员|会|人员|人数)?[ \u3000]*(\d{1,3}[ \u3000]*[人名])/g
const rowHeads: Record<string, string> = { 序号: '序号', 编号: '序号', 姓名: '姓名', 职务: '职务', 党内职务: '职务', 部门: '职务', 签名: '签名', 签到: '签名', 签字: '签名', 到会情况: '到会情况', 出席情况: '到会情况', 备注: '备注', 表决权: '表决权', 是否有表决权: '表决权' }
const actionHeads: Record<string, string> = { 序号: '序号', 任务: '任务', 议定事项: '任务', 事项: '任务', 工作任务: '任务', 责任人: '责任人', 负责人: '责任人', 时限: '时限', 完成时限: '时限', 完成时间: '时限' }

/** Values that an old paper holds, by the words beside them, in the order of the paper; no two of them overlap. */
export function findValues(layout: TemplateLayout, document: TemplateDocument, kind: MeetingKind | null): FoundValue[] {
  const forms = new Map(templateFields(document, kind).map(({ name, form }) => [name, form]))
  const found: FoundValue[] = []
  const used = new Map<string, [from: number, to: number][]>()
  const free = (at: string, from: number, to: number) => !(used.get(at) ?? []).some(([a, b]) => from < b && a < to)
  const take = (at: string, from: number, to: number) => { used.set(at, [...(used.get(at) ?? []), [from, to]]) }
  const addLine = (paragraph: LayoutParagraph, from: number, to: number, field: string, why: string, sure: boolean) => {
    const text = textOfParagraph(paragraph)
    const piece = text.slice(from, to)
    const begin = from + (piece.length - piece.trimStart().length)
    const end = to - (piece.length - piece.trimEnd().length)
    if (end <= begin || !forms.has(field) || /[{}｛｝]|^[_＿\s]+$/.test(text.slice(begin, end)) || !free(paragraph.at, begin, end)) return
    take(paragraph.at, begin, end)
    found.push({ choice: { form: 'line', at: paragraph.at, from: begin, to: end, field }, text: text.slice(begin, end), why, sure })
  }
  const addParagraphs = (group: readonly LayoutParagraph[], field: string, why: string, sure: boolean) => {
    const written = group.filter((each) => textOfParagraph(each).trim() !== '')
    const [first, last] = [written[0], written.at(-1)]
    if (!first || !last || !forms.has(field) || written.some((each) => used.has(each.at) || /[{}]/.test(textOfParagraph(each)))) return
    for (const each of group) take(each.at, 0, Number.MAX_SAFE_INTEGER)
    found.push({ choice: { form: 'paragraphs', first: first.at, last: last.at, field }, text: written.map(textOfParagraph).join('\n'), why, sure })
  }
  const addValue = (group: readonly LayoutParagraph[], field: string, why: string, sure: boolean) => {
    const [only] = group
    if (group.length === 1 && only && forms.get(field) === 'line') addLine(only, 0, textOfParagraph(only).length, field, why, sure)
    else addParagraphs(group, field, why, sure)
  }

  const blocks = everyBlock(layout)
  for (const table of tablesIn(blocks)) {
    findRows(table)
    findCells(table)
  }
  const inBody = layout.body.filter((block) => block.kind === 'paragraph')
  findTitle()
  for (const paragraph of paragraphsIn(blocks)) findInText(paragraph)
  findRunning()
  const order = new Map(paragraphsIn(blocks).map(({ at }, index) => [at, index]))
  const placeOf = ({ choice }: FoundValue): number => (choice.form === 'line' ? order.get(choice.at) : choice.form === 'paragraphs' ? order.get(choice.first) : order.get([...order.keys()].find((at) => at.startsWith(`${choice.first}/`)) ?? '')) ?? 0
  return found.sort((a, b) => placeOf(a) - placeOf(b) || (a.choice.form === 'line' && b.choice.form === 'line' ? a.choice.from - b.choice.from : 0))

  /** A head of 序号, 姓名, 签名 over rows of names; or 任务, 责任人, 时限. */
  function findRows(table: LayoutTable): void {
    for (const [index, head] of table.rows.entries()) {
      const words = head.cells.map((cell) => plain(paragraphsIn(cell.blocks).map(textOfParagraph).join('')))
      const isNames = words.includes('姓名')
      const known = isNames ? rowHeads : actionHeads
      const fields = words.map((word) => known[word] ?? '')
      if (fields.filter((field) => field !== '').length < 2 || (!isNames && (!fields.includes('任务') || !fields.includes('责任人'))) || new Set(fields.filter((field) => field !== '')).size !== fields.filter((field) => field !== '').length) continue
      const field = isNames ? '签到' : '议定事项'
      if (!forms.has(field)) continue
      const rows = []
      for (const row of table.rows.slice(index + 1)) {
        if (row.cells.length !== head.cells.length || row.cells.some((cell) => cell.rows > 1)) break
        rows.push(row)
      }
      const [first, last] = [rows[0], rows.at(-1)]
      if (!first || !last) continue
      const text = rows.map((row) => row.cells.map((cell) => paragraphsIn(cell.blocks).map(textOfParagraph).join('')).join('\t')).join('\n')
      if (/[{}]/.test(text)) continue
      for (const paragraph of rows.flatMap((row) => row.cells.flatMap((cell) => paragraphsIn(cell.blocks)))) take(paragraph.at, 0, Number.MAX_SAFE_INTEGER)
      found.push({ choice: { form: 'rows', first: first.at, last: last.at, field, cells: fields.flatMap((each, cell) => (each === '' ? [] : [{ cell, field: each }])) }, text, why: isNames ? '表头写着“姓名”，下面是名单' : '表头写着“责任人”，下面是议定事项', sure: rows.length > 1 })
      return
    }
  }

  /** A value in the cell right of its label, else under it. */
  function findCells(table: LayoutTable): void {
    for (const [rowIndex, row] of table.rows.entries()) {
      for (const [index, cell] of row.cells.entries()) {
        const word = plain(paragraphsIn(cell.blocks).map(textOfParagraph).join(''))
        const field = labels[word] ?? (forms.has(word) ? word : undefined)
        if (field === undefined || word === '') continue
        const right = row.cells[index + 1]
        const isLabel = (text: string) => labels[plain(text)] !== undefined
        if (right && !isLabel(paragraphsIn(right.blocks).map(textOfParagraph).join(''))) addValue(paragraphsIn(right.blocks), field, `左边一格写着“${word}”`, true)
        else if (row.cells.length === 1 || !right) {
          const under = table.rows[rowIndex + 1]?.cells[row.cells.length === 1 ? 0 : index]
          if (under && !isLabel(paragraphsIn(under.blocks).map(textOfParagraph).join(''))) addValue(paragraphsIn(under.blocks), field, `上面一格写着“${word}”`, row.cells.length === 1)
        } else if (right) {
          const under = table.rows[rowIndex + 1]
          const value = under?.cells.length === row.cells.length ? under.cells[index] : undefined
          if (value && !isLabel(paragraphsIn(value.blocks).map(textOfParagraph).join(''))) addValue(paragraphsIn(value.blocks), field, `上面一格写着“${word}”`, false)
        }
      }
    }
  }

  /** The first lines in the middle that end as the title of a paper does; a title of two lines is one. */
  function findTitle(): void {
    const top = layout.body.flatMap((block) => (block.kind === 'paragraph' ? [block] : paragraphsIn([block]).slice(0, 1))).filter((each) => textOfParagraph(each).trim() !== '').slice(0, 6)
    const index = top.findIndex((each) => each.align === 'center' && titleForm.test(textOfParagraph(each).replace(/\s/g, '')) && free(each.at, 0, 1))
    const title = top[index]
    if (!title) return
    const before = top[index - 1]
    const isSame = before !== undefined && before.align === 'center' && before.runs[0]?.size === title.runs[0]?.size && inBody.includes(before) && inBody.includes(title)
    if (isSame) addParagraphs([before, title], '标题', '居中的大字，像是标题', true)
    else addLine(title, 0, textOfParagraph(title).length, '标题', '居中的大字，像是标题', title.runs.some(({ size, bold }) => size >= 14 || bold))
  }

  function findInText(paragraph: LayoutParagraph): void {
    const text = textOfParagraph(paragraph)
    const heads = [...text.matchAll(labelled)]
    for (const [index, head] of heads.entries()) {
      const field = labels[(head[2] ?? '').replace(/[\s\u3000]/g, '')] ?? ''
      const from = head.index + head[0].length
      const next = heads[index + 1]?.index ?? text.length
      const tabbed = text.slice(from, next).search(/\t|[ \u3000]{4,}|\n/)
      const raw = text.slice(from, tabbed > 0 ? from + tabbed : next)
      // After a date the paper goes on with something else: 日期：2025年11月20日　第1页.
      const date = field === '时间' || field === '日期' || field === '成文日期' ? [...raw.matchAll(dateForm)][0] : undefined
      const value = date?.index === 0 ? date[0] : raw.replace(/[；;，,。]$/, '')
      if (forms.get(field) === 'paragraphs' && from + raw.length === text.length && value.length > 60) continue
      addLine(paragraph, from, from + value.length, field, `写在“${(head[2] ?? '').replace(/[\s\u3000]/g, '')}：”后面`, true)
    }
    for (const count of text.matchAll(countForm)) {
      const from = count.index + count[0].length - (count[2] ?? '').length
      const field = count[1] ?? ''
      addLine(paragraph, from, count.index + count[0].length, field === '请假' || field === '缺席' || field === '列席' ? `${field}人数` : field, `写在“${field}”后面的人数`, true)
    }
    for (const date of text.matchAll(dateForm)) {
      const isTime = /\d[:：点时]/.test(date[0].slice(8))
      const whole = text.trim() === date[0].trim()
      addLine(paragraph, date.index, date.index + date[0].length, isTime ? '时间' : whole && paragraph.align === 'right' ? '成文日期' : '日期', isTime ? '像是会议的时间' : '像是日期', whole && !isTime)
    }
  }

  /** What runs on after a heading 会议内容 or after the facts, up to the signatures. */
  function findRunning(): void {
    const ends = (text: string) => /签\s*字|签\s*名|^\s*(?:主持人|记录人)[:：]\s*$/.test(text) || text.trim() === ''
    const isHeading = (text: string, form: RegExp) => form.test(plain(text)) && text.trim().length < 16
    const sections: [RegExp, string][] = [[/^(?:会议)?议定事项$|^会议(?:决定|决议)$/, '议定事项'], [/^会议议题$|^议题$/, '议题'], [/^(?:会议|活动|主要|记录)内容$|^会议记录$/, '会议内容']]
    const any = (text: string) => sections.some(([form]) => isHeading(text, form))
    for (const [form, field] of sections) {
      const start = inBody.findIndex((each) => isHeading(textOfParagraph(each), form) && !used.has(each.at))
      if (start === -1) continue
      const rest = inBody.slice(start + 1)
      // A field that is set already ends it too: a stretch has no holes.
      const stop = rest.findIndex((each) => ends(textOfParagraph(each)) || any(textOfParagraph(each)) || textOfParagraph(each).includes('{'))
      const group = stop === -1 ? rest : rest.slice(0, stop)
      for (const each of group) release(each.at)
      addParagraphs(group, field, `写在“${textOfParagraph(inBody[start] ?? group[0] ?? { kind: 'paragraph', at: '', align: 'left', firstIndent: 0, leftIndent: 0, pitch: 0, before: 0, after: 0, breakBefore: false, runs: [] }).trim()}”下面`, true)
    }
    if (found.some(({ choice }) => choice.field === '会议内容') || !forms.has('会议内容')) return
    const lastFact = inBody.findLastIndex((each) => used.has(each.at) && textOfParagraph(each).length < 120 && (used.get(each.at) ?? []).some(([, to]) => to !== Number.MAX_SAFE_INTEGER) && labelledStart(each))
    const rest = inBody.slice(lastFact + 1).filter((each) => textOfParagraph(each).trim() !== '')
    const stop = rest.findIndex((each) => /签\s*字|签\s*名|^(?:责任人|抄送|分送)/.test(textOfParagraph(each)) || each.align === 'right' || each.align === 'center' || (used.get(each.at) ?? []).some(([, to]) => to === Number.MAX_SAFE_INTEGER))
    const group = stop === -1 ? rest : rest.slice(0, stop)
    if (group.reduce((sum, each) => sum + textOfParagraph(each).length, 0) < 40) return
    for (const each of group) release(each.at)
    addParagraphs(group, '会议内容', '要素后面的整段文字，像是会议内容', false)
  }
  function labelledStart(each: LayoutParagraph): boolean { return new RegExp(labelled.source, 'u').exec(textOfParagraph(each))?.index === 0 || /^.{0,8}(?:应到|实到)/.test(textOfParagraph(each)) }
  /** A date inside running text is not a field of its own. */
  function release(at: string): void {
    used.delete(at)
    for (let n = found.length - 1; n >= 0; n--) { const choice = found[n]?.choice; if (choice?.form === 'line' && choice.at === at) found.splice(n, 1) }
  }
}
