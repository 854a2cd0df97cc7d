import * as z from 'zod'
import { DevelopmentPaper, developmentPaperNames } from './developmentPapers.ts'
import { DocumentName, documentNames } from './documents.ts'

/** What a form of the unit's own is for: a paper of a meeting, or of the way into the Party. */
export const TemplateDocument = z.enum([...DocumentName.options, ...DevelopmentPaper.options])
export type TemplateDocument = z.infer<typeof TemplateDocument>
export const templateDocumentNames: Record<TemplateDocument, string> = { ...documentNames, ...developmentPaperNames }
export const isDevelopmentPaper = (document: TemplateDocument): document is DevelopmentPaper => DevelopmentPaper.safeParse(document).success
