/** The door of the unit's own forms: a stranger's Word file becomes a form, and a form with a record becomes a file, a page or a text. */
import type { MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { checkFields, lackingFields } from '../../../../shared/domain/templateFaults.ts'
import type { FoundValue, TemplateChoice, TemplateFault, TemplateLayout } from '../../../../shared/domain/template.ts'
import type { TemplateDocument } from '../../../../shared/domain/templateDocument.ts'
import { templateFields } from '../../../../shared/domain/templateFields.ts'
import { layoutText } from '../../../../shared/domain/templateText.ts'
import { findValues } from '../../../../shared/domain/templateValues.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { PaperSource } from '../paper.ts'
import { cleanWord } from './cleanWord.ts'
import { fieldValues, type FieldValues } from './fieldValues.ts'
import { fillOwn } from './fillOwn.ts'
import { ChoiceFault, makeFields, normaliseFields } from './learnWord.ts'
import { openWord, packWord, type WordPackage } from './openWord.ts'
import { ownPageHtml } from './ownPage.ts'
import { readWord } from './readWord.ts'

export { sampleRecord } from './sampleRecord.ts'

/** A file with what its form is for. `own`: fields of 发展党员 that the officer added. */
export interface FormFile { name: string; content: Uint8Array; document: TemplateDocument; kind: MeetingKind | null; own?: readonly string[] }

function opened({ name, content, document, kind, own }: FormFile): { word: WordPackage; removed: string[] } {
  const word = openWord(content, name)
  try {
    const removed = cleanWord(word)
    normaliseFields(word, document, kind, own ?? [])
    return { word, removed }
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('TEMPLATE_REFUSED', { cause, params: { name, reason: '文件内容损坏' } })
  }
}

/** What a file looks like and what in it looks like a value. Throws TEMPLATE_REFUSED. */
export function inspectForm(file: FormFile): { name: string; layout: TemplateLayout; values: FoundValue[]; fields: string[]; faults: TemplateFault[]; removed: string[] } {
  const { word, removed } = opened(file)
  const { layout } = readWord(word)
  return { name: file.name, layout, values: valuesIn(layout, file), ...checkFields(layout, file.document, file.kind, file.own), removed }
}

/** What looks like a value: where a paper has no such field, it is none. */
function valuesIn(layout: TemplateLayout, { document, kind, own }: FormFile): FoundValue[] {
  const known = new Set(templateFields(document, kind, own).map(({ name }) => name))
  return findValues(layout, document, kind).filter(({ choice }) => known.has(choice.field))
}

export interface MadeForm { content: Uint8Array; fields: string[]; faults: TemplateFault[]; lacking: string[] }

/** The form that a file becomes by the choices made. Throws TEMPLATE_REFUSED, and INVALID_INPUT where a choice does not fit the file. */
export function makeForm(file: FormFile, choices: readonly TemplateChoice[]): MadeForm {
  const { word } = opened(file)
  try {
    makeFields(word, choices)
  } catch (cause) {
    if (cause instanceof ChoiceFault) throw new AppError('INVALID_INPUT', { cause, fields: [{ path: 'choices', message: '选中的文字与文件对不上，请重新打开这份文件。' }] })
    throw cause
  }
  const { fields, faults } = checkFields(readWord(word).layout, file.document, file.kind, file.own)
  return { content: packWord(word), fields, faults, lacking: lackingFields(fields, file.document) }
}

/** Its file, its text and its page are made when they are asked for: hardly anybody wants all three. */
export interface FilledForm { layout: TemplateLayout; bytes(): Uint8Array; text(): string; html(): string }

/** A form filled with a record. Throws TEMPLATE_FAULTS, and INVALID_INPUT where the record has no such paper. */
export const fillForm = (form: Pick<FormFile, 'content' | 'name'>, source: PaperSource): FilledForm => fillWith(form, fieldValues(source))

/** A form filled with the values of its fields. Throws TEMPLATE_FAULTS. */
export function fillWith({ content, name }: Pick<FormFile, 'content' | 'name'>, values: FieldValues): FilledForm {
  const word = fillOwn(content, values, name)
  const { layout } = readWord(word)
  return { layout, bytes: () => packWord(word), text: () => layoutText(layout), html: () => ownPageHtml(layout) }
}
