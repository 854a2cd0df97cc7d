import * as z from 'zod'
import { DocumentName } from '../domain/documents.ts'
import { StepCode } from '../domain/development.ts'
import { DevelopmentPaper, OwnField, OwnFieldName } from '../domain/developmentPapers.ts'
import { Material } from '../domain/memberFile.ts'
import { IsoDate, ReckonedDate } from '../domain/dates.ts'
import { FilledLine } from '../domain/text.ts'
import { developmentStages } from '../rules/developmentSteps.ts'

const personId = z.uuid()
const PaperForm = z.enum(['shipped', 'own'])
/** `there`: a scan is filed; `missing`: its step was done; `later`: it was not yet; `within`: written down in another paper; `notAsked`: not by the text of its day. */
export const materialStates = ['there', 'missing', 'later', 'within', 'notAsked'] as const

export const StageMaterial = z.object({
  code: z.string(), number: z.string().describe('of the common set of forms (待核 elsewhere); empty where it has none'), name: z.string(), step: StepCode, stepName: z.string(), state: z.enum(materialStates),
  within: z.string().describe('the paper in which it is written down; else empty'), files: z.array(Material), paper: DevelopmentPaper.nullable().describe('what is printed for it'),
  record: z.object({ meetingId: z.uuid(), document: DocumentName }).nullable().describe('the paper of the meeting behind the step'),
})
export type StageMaterial = z.infer<typeof StageMaterial>
export const PathMaterials = z.object({
  personId, name: z.string(),
  stages: z.array(z.object({ stage: z.enum(developmentStages), name: z.string(), there: z.int(), asked: z.int(), materials: z.array(StageMaterial), papers: z.array(DevelopmentPaper).describe('printed, and no material of the common set') })),
  unfiled: z.array(Material).describe('scans in the file of the person that are none of these materials'),
  fields: z.array(OwnField).describe('the usual ones first'),
})
export type PathMaterials = z.infer<typeof PathMaterials>

const OfPaper = z.strictObject({
  personId, paper: DevelopmentPaper, form: PaperForm.optional().describe('without it the own form where there is one'),
  days: z.strictObject({ on: IsoDate, until: IsoDate.nullable().describe('null: the fifth workday') }).optional().describe('of a 公示 that is put up before its step is entered; without it as entered, else from the next workday on'),
})
/** The days that a 公示 names, as it was made. */
export const ShownDays = z.object({ on: ReckonedDate, until: ReckonedDate, workdays: z.int(), isShort: z.boolean(), unknown: z.string().nullable().describe('why its workdays are not known for sure') })
export type ShownDays = z.infer<typeof ShownDays>

/** Materials of the way into the Party: which scans are there, the papers that are printed from what is held, and fields that a province asks. */
export const developmentPapersContract = {
  'developmentPapers.list': { answeredBy: 'service', input: z.strictObject({ personId }), output: PathMaterials },
  'developmentPapers.preview': { answeredBy: 'service', input: OfPaper, output: z.object({ pdf: z.string().describe('base64; always masked'), pages: z.int(), hasOwn: z.boolean().describe('the unit has a form of its own for it'), days: ShownDays.nullable().describe('of a 公示') }) },
  'developmentPapers.export': {
    answeredBy: 'service',
    input: OfPaper.extend({ format: z.enum(['docx', 'pdf']), fileToken: z.uuid(), includeSensitive: z.strictObject({ purpose: FilledLine(200), password: z.string().min(1).max(200) }).optional().describe('without it ID number, phone, address and family are masked') }),
    output: z.object({ bytes: z.int(), rows: z.int() }),
  },
  'developmentPapers.saveField': { answeredBy: 'service', input: OwnField.partial({ value: true, own: true }).extend({ personId }).describe('what is absent stays as it is'), output: PathMaterials },
  'developmentPapers.removeField': { answeredBy: 'service', input: z.strictObject({ personId, name: OwnFieldName }), output: PathMaterials },
} as const
