import type { MeetingKind } from './meetingKinds.ts'
import { essentialFields, templateFields } from './templateFields.ts'
import type { TemplateFault, TemplateField, TemplateLayout } from './template.ts'
import type { TemplateDocument } from './templateDocument.ts'
import { everyBlock, paragraphsIn, placeInWords, textOfParagraph } from './templateText.ts'

interface OpenList { name: string; at: string; fields: readonly TemplateField[] }
/** Two ends of a list belong together in one row of a table, or in one cell, or in the body. */
const rowOf = (at: string): string => /^(.*\/r\d+)\/c\d+\/[^r]*$/.exec(at)?.[1] ?? at.replace(/\/[^/]*$/, '')

/** The fields written in a form, each once, and what is wrong with them. */
export function checkFields(layout: TemplateLayout, document: TemplateDocument, kind: MeetingKind | null, own: readonly string[] = []): { fields: string[]; faults: TemplateFault[] } {
  const all = templateFields(document, kind, own)
  const fields = new Set<string>()
  const faults: TemplateFault[] = []
  const open: OpenList[] = []
  let part = ''
  const say = (at: string, message: string) => { faults.push({ at, message: `${placeInWords(at)}：${message}` }) }
  const closeAll = () => { for (const { name, at } of open.splice(0)) say(at, `{#${name}}没有结尾，请在后面写{/${name}}`) }

  for (const paragraph of paragraphsIn(everyBlock(layout))) {
    const { at } = paragraph
    const [own = ''] = at.split('/')
    if (own !== part) closeAll()
    part = own
    const text = textOfParagraph(paragraph)
    for (const [token] of text.matchAll(/\{[^{}]*\}|[{}]/g)) {
      if (token.length === 1) {
        const near = text.slice(Math.max(0, text.indexOf(token) - 6), text.indexOf(token) + 8).trim()
        say(at, token === '{' ? `有一个“{”没有对应的“}”（在“${near}”处）` : `有一个“}”没有对应的“{”（在“${near}”处）`)
        continue
      }
      const sign = /^[#/]/.exec(token.slice(1))?.[0] ?? ''
      const name = token.slice(1 + sign.length, -1).trim()
      if (sign === '/') closeList(name, at)
      else openField(name, sign === '#', at)
    }
  }
  closeAll()
  return { fields: [...fields], faults }

  function closeList(name: string, at: string): void {
    const last = open.at(-1)
    if (last?.name !== name) {
      say(at, open.some((each) => each.name === name) ? `{/${name}}之前要先写{/${last?.name ?? ''}}` : `{/${name}}没有开头，请在前面写{#${name}}`)
      if (open.some((each) => each.name === name)) open.splice(open.findIndex((each) => each.name === name))
      return
    }
    open.pop()
    const inTable = /\/r\d+\//.test(last.at) || /\/r\d+\//.test(at)
    if (inTable && rowOf(last.at) !== rowOf(at)) say(at, `{#${name}}和{/${name}}不在表格的同一行`)
  }

  function openField(name: string, isList: boolean, at: string): void {
    const scopes = [...open.map((each) => each.fields).toReversed(), all]
    const here = scopes.flatMap((scope) => scope.filter((each) => each.name === name))
    const found = here.find(({ form }) => (form === 'list') === isList)
    if (found) {
      if (isList && open.some((each) => each.name === name)) say(at, `{#${name}}写了两次，前一个没有结尾`)
      if (open.length === 0) fields.add(name)
      if (isList) open.push({ name, at, fields: found.inside })
      return
    }
    if (isList) open.push({ name, at, fields: [] })
    if (here.length > 0) {
      say(at, isList ? `“${name}”不是可以重复的字段，请写{${name}}` : `“${name}”要写成{#${name}}…{/${name}}`)
      return
    }
    const holder = all.find((each) => each.inside.some((inside) => inside.name === name))
    if (holder) say(at, `“${name}”要写在{#${holder.name}}和{/${holder.name}}之间`)
    else {
      const near = nearest(name, scopes.flat().map((each) => each.name))
      say(at, `字段“${name}”不认识${near === undefined ? '' : `，是不是“${near}”`}`)
    }
  }
}

/** What a document says and a form has no field for. */
export const lackingFields = (fields: readonly string[], document: TemplateDocument): string[] =>
  essentialFields[document].filter((any) => !any.some((name) => fields.includes(name))).map(([first]) => first ?? '')

/** The known name with the fewest differences, where most of it is the same. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, n) => n)
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
      row = next
    }
    return row[b.length] ?? 0
  }
  const best = known.map((each) => ({ each, far: distance(name.slice(0, 40), each) + (name.includes(each) || each.includes(name) ? -1 : 0) })).sort((a, b) => a.far - b.far)[0]
  return best !== undefined && name !== '' && best.far < Math.max(2, best.each.length / 2 + 1) && [...name].some((char) => best.each.includes(char)) ? best.each : undefined
}
