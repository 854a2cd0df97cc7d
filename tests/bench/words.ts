import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { fillWord } from '../../electron/service/documents/index.ts'
import { wordTags } from '../../electron/service/documents/wordTags.ts'
import { generalMeeting } from '../unit/documents/generalMeeting.ts'
import { paperFor } from '../unit/documents/meeting.ts'
import { measure, type Measured } from './measure.ts'

const templates = resolve(import.meta.dirname, '../../build/templates')
const files = 60
export const wordsName = `${files}份会议记录写成Word`

/** Sixty records to Word, in one process: our writer, and the bare template library with the same form and the same words. Domain: 60 at most 1.3 times. */
export function sixtyWordFiles(): Promise<Measured> {
  const paper = paperFor(generalMeeting, 'record', 'official')
  const form = readFileSync(join(templates, 'record-official.docx'))
  const bare = (): Uint8Array => new Docxtemplater(new PizZip(form), { paragraphLoop: true, linebreaks: true }).render(wordTags(paper)).getZip().generate({ type: 'uint8array', compression: 'DEFLATE' })
  const wordsOf = (bytes: Uint8Array): string => (new PizZip(bytes).file('word/document.xml')?.asText() ?? '').replace(/<[^>]*>/g, '')
  if (wordsOf(bare()) !== wordsOf(fillWord(paper, templates))) throw new Error('两种写法的文字不一样，比较没有意义')
  const times = (work: () => unknown) => () => { for (let n = 0; n < files; n++) work() }
  return measure({ name: wordsName, goal: { ratio: 1.3 }, floorIs: '直接用模板库', ours: times(() => fillWord(paper, templates)), bare: times(bare) })
}
