import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { cleanWord } from './cleanWord.ts'
import type { FieldValues } from './fieldValues.ts'
import { replaceRange } from './learnWord.ts'
import { openWord, packWord, type WordPackage } from './openWord.ts'
import { paragraphText, readWord } from './readWord.ts'
import { copyOf, type XmlElement } from './xml.ts'

type Tags = { [tag: string]: string | Tags[] }

/** The keys of one field are apart: entries under its name, paragraphs under 名·段, all of them in one text under 名·文. */
function tagsOf({ lines, paragraphs, lists }: FieldValues): Tags {
  const tags: Tags = { ...lines }
  for (const [name, text] of Object.entries(paragraphs)) {
    tags[`${name}·段`] = (text.length === 0 ? [''] : text).map((line) => ({ '·': line }))
    tags[`${name}·文`] = text.join('\n')
  }
  for (const [name, entries] of Object.entries(lists)) tags[name] = entries.map(tagsOf)
  return tags
}

/** The names that have paragraphs, wherever they stand. */
function paragraphNames({ paragraphs, lists }: FieldValues): Set<string> {
  const names = new Set(Object.keys(paragraphs))
  for (const entries of Object.values(lists)) if (entries[0]) for (const name of paragraphNames(entries[0])) names.add(name)
  return names
}

/** A paragraph that is one field of several paragraphs becomes a loop over them; beside other words they are parted by line breaks. */
function prepare(word: WordPackage, names: ReadonlySet<string>, lines: ReadonlySet<string>): void {
  for (const [at, { node, parent }] of readWord(word).places.paragraphs) {
    const text = paragraphText(node)
    const only = /^\s*\{([^{}#/]+)\}\s*$/.exec(text)?.[1]?.trim()
    if (only !== undefined && names.has(only) && !at.startsWith('box')) {
      const mark = (sign: string): XmlElement => { const made = copyOf(node); replaceRange(made, 0, text.length, `{${sign}${only}·段}`); return made }
      const index = parent.children.indexOf(node)
      const [begin, end] = [mark('#'), mark('/')]
      replaceRange(node, 0, text.length, '{·}')
      parent.children.splice(index, 1, begin, node, end)
      continue
    }
    for (const match of [...text.matchAll(/\{([^{}#/]+)\}/g)].toReversed()) {
      const name = (match[1] ?? '').trim()
      if (names.has(name) && !lines.has(name)) replaceRange(node, match.index, match.index + match[0].length, `{${name}·文}`)
    }
  }
}

/**
 * A checked form filled with the fields of a record: the file, taken apart. The same form and record give the same bytes.
 * Throws TEMPLATE_FAULTS where the form cannot be filled.
 */
export function fillOwn(content: Uint8Array, values: FieldValues, name: string): WordPackage {
  const word = openWord(content, name)
  cleanWord(word)
  prepare(word, paragraphNames(values), new Set(Object.keys(values.lines)))
  let filled: Uint8Array
  try {
    const template = new Docxtemplater(new PizZip(packWord(word)), { paragraphLoop: true, linebreaks: true, stripInvalidXMLChars: true, errorLogging: false, nullGetter: () => '' })
    template.render(tagsOf(values))
    filled = template.getZip().generate({ type: 'uint8array' })
  } catch (cause) {
    throw new AppError('TEMPLATE_FAULTS', { cause, params: { count: '1', first: '字段填不进去，请检查字段的开头和结尾' } })
  }
  const made = openWord(filled, name)
  cleanWord(made)
  return made
}
