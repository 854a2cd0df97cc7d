import { assertNever } from '../../../shared/domain/assertNever.ts'
import { isLetter, type DevelopmentPaper } from '../../../shared/domain/developmentPapers.ts'
import { printerOf, type Service } from '../context.ts'
import { admissionRequest, admissionResolution, fullPublicityLetter, fullRequest, fullResolution, preReviewRequest, publicityLetter, reviewLetter } from './developmentLetters.ts'
import { activistFiling, archiveList, cultivationForm, fullApplication, probationForm, processRecord, talkRecord } from './developmentSheets.ts'
import { fillLetter, letterPdf, type LetterPaper } from './letterPaper.ts'
import type { FieldValues } from './own/fieldValues.ts'
import { fillSheet } from './sheetWord.ts'
import { sheetPdf } from './sheetPage.ts'
import type { SheetPaper } from './sheetPaper.ts'
import { blank, blankDate } from './wording.ts'

export type BuiltPaper = { form: 'letter'; paper: LetterPaper } | { form: 'sheet'; paper: SheetPaper }

/** The shipped form of a paper of 发展党员, filled. What is not known is a gap in a letter and an empty cell in a form; nothing is made up. */
export function buildDevelopmentPaper(paper: DevelopmentPaper, values: FieldValues): BuiltPaper {
  const letter = (made: LetterPaper): BuiltPaper => ({ form: 'letter', paper: made })
  const sheet = (made: SheetPaper): BuiltPaper => ({ form: 'sheet', paper: made })
  switch (paper) {
    case 'talkRecord': return sheet(talkRecord(values))
    case 'processRecord': return sheet(processRecord(values))
    case 'activistFiling': return sheet(activistFiling(values))
    case 'cultivationForm': return sheet(cultivationForm(values))
    case 'publicity': return letter(publicityLetter(values))
    case 'reviewLetter': return letter(reviewLetter(values))
    case 'preReviewRequest': return letter(preReviewRequest(values))
    case 'admissionResolution': return letter(admissionResolution(values))
    case 'admissionRequest': return letter(admissionRequest(values))
    case 'probationForm': return sheet(probationForm(values))
    case 'fullApplication': return sheet(fullApplication(values))
    case 'fullPublicity': return letter(fullPublicityLetter(values))
    case 'fullResolution': return letter(fullResolution(values))
    case 'fullRequest': return letter(fullRequest(values))
    case 'archiveList': return sheet(archiveList(values))
    default: return assertNever(paper)
  }
}

/** Throws TEMPLATE_BROKEN. */
export const builtWord = (built: BuiltPaper, templates: string): Uint8Array => (built.form === 'letter' ? fillLetter(built.paper, templates) : fillSheet(built.paper, templates))
/** Throws PDF_NEEDS_WINDOW, PDF_FAILED. */
export const builtPdf = (built: BuiltPaper, service: Pick<Service, 'printPage'>): Promise<{ bytes: Uint8Array; pages: number }> =>
  (built.form === 'letter' ? letterPdf(built.paper, printerOf(service)) : sheetPdf(built.paper, printerOf(service)))

/** What a form of the unit's own is filled with: in a letter an unknown value is a gap as in the shipped one, in a table an empty cell. */
export function ownFormValues(paper: DevelopmentPaper, values: FieldValues): FieldValues {
  if (!isLetter(paper)) return values
  const built = buildDevelopmentPaper(paper, values)
  const title = built.form === 'letter' ? built.paper.title : ''
  return { ...values, lines: { ...Object.fromEntries(Object.entries(values.lines).map(([name, text]) => [name, text || (/(?:日期|开始|结束)$/.test(name) ? blankDate : blank)])), 标题: title } }
}
