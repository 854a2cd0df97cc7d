import * as z from 'zod'
import { AttachmentMedia } from './attachment.ts'
import { AttendanceFigures } from './attendanceFigures.ts'
import { IsoDate } from './dates.ts'
import { reviewGrades } from './meetingKinds.ts'
import { awardLevels, sanctionKinds } from './memberCodes.ts'
import { fieldCodes, fieldOf, isRequired, type FieldCode, type MemberFieldValues } from './memberFields.ts'
import { FileFinding } from './memberRules.ts'
import { PartialDate, wholeYears } from './partialDate.ts'
import { DatedChange, PartyPost, PersonStatus } from './person.ts'
import { FilledLine, Line } from './text.ts'

const PersonFieldCode = z.enum(fieldCodes)

/** What a scan in a file is, in the order of the way into the Party; photo is apart. */
export const materialKinds = ['application', 'thoughtReport', 'admissionForm', 'fullApplication', 'politicalReview', 'trainingRecord', 'diploma', 'idCard', 'transferLetter', 'awardPaper', 'other'] as const
export const MaterialKind = z.enum(materialKinds)
export type MaterialKind = z.infer<typeof MaterialKind>
export const materialKindNames: Record<MaterialKind, string> = {
  application: '入党申请书', thoughtReport: '思想汇报', admissionForm: '入党志愿书', fullApplication: '转正申请书', politicalReview: '政审材料', trainingRecord: '培养考察登记表',
  diploma: '学历证书', idCard: '身份证照片', transferLetter: '组织关系介绍信', awardPaper: '奖惩材料', other: '其他',
}
/** Materials of one person, those in the 回收站 not counted. */
export const mostMaterials = 200
/** A photo of a file is small: 600 pixels are 5 cm at 300 to an inch. */
export const longestPhotoSide = 600

export const Material = z.object({
  id: z.uuid(), kind: MaterialKind, name: z.string(), media: AttachmentMedia, size: z.int().describe('bytes'),
  pages: z.int().nullable(), datedOn: PartialDate.nullable().describe('the day on the paper'), addedAt: z.iso.datetime(), who: z.string(),
})
export type Material = z.infer<typeof Material>

const codes = (list: readonly { code: string }[]) => z.string().refine((code) => list.some((entry) => entry.code === code))
export const SanctionDraft = z.strictObject({ kind: codes(sanctionKinds), decidedOn: IsoDate, effectUntil: IsoDate.nullable().default(null), liftedOn: IsoDate.nullable().default(null), documentNo: Line(80).default(''), note: Line(500).default('') })
export const Sanction = z.object({ id: z.uuid(), kind: z.string(), decidedOn: IsoDate, effectUntil: IsoDate.nullable(), liftedOn: IsoDate.nullable(), documentNo: z.string(), note: z.string() })
export type Sanction = z.infer<typeof Sanction>
export const AwardDraft = z.strictObject({ name: FilledLine(120), level: codes(awardLevels), awardedOn: PartialDate.nullable().default(null), documentNo: Line(80).default('') })
export const Award = z.object({ id: z.uuid(), name: z.string(), level: z.string(), awardedOn: PartialDate.nullable(), documentNo: z.string() })
export type Award = z.infer<typeof Award>
export const ReviewGrade = z.enum(reviewGrades)
export const Review = z.object({ year: z.int(), grade: ReviewGrade })
export type Review = z.infer<typeof Review>

/** 留党察看: who is under it has no vote (选举条例 art. 5). The application proposes the dated change and never makes it by itself. */
export const stopsVote = (kind: string): boolean => kind === 'probation1' || kind === 'probation2'

export const FieldChange = z.object({ field: PersonFieldCode, before: z.string().nullable(), after: z.string().nullable().describe('in words, sensitive ones masked'), at: z.iso.datetime(), who: z.string(), way: z.enum(['entry', 'import', 'bulk', 'merge', 'undo']) })
export type FieldChange = z.infer<typeof FieldChange>

export const Completeness = z.object({ percent: z.int().min(0).max(100).describe('100 only where nothing is missing'), missing: z.array(z.object({ code: PersonFieldCode.nullable(), material: MaterialKind.nullable(), label: z.string() })) })
export type Completeness = z.infer<typeof Completeness>

/** One person's file, as the screens show it: sensitive values masked. */
export const MemberFile = z.object({
  id: z.uuid(), name: z.string(), history: z.array(DatedChange), inRecords: z.boolean().describe('stands in an attendance list'),
  on: IsoDate,
  standing: z.object({ status: PersonStatus.nullable(), posts: z.array(PartyPost), group: z.string().nullable(), noVote: z.string().nullable(), left: z.boolean() }),
  values: z.array(z.object({ code: PersonFieldCode, text: z.string().describe('in words, as it is shown'), value: z.string().nullable().describe('as it is stored; null: masked'), masked: z.boolean() })),
  age: z.int().nullable(),
  partyAge: z.int().nullable().describe('党龄: whole years since 转正; of 正式党员 only'),
  findings: z.array(FileFinding),
  completeness: Completeness,
  attendance: AttendanceFigures.nullable().describe('of the calendar year until `on`; of members'),
  sanctions: z.int().describe('how many there are; what they are is asked for'),
  proposal: z.enum(['stopVote', 'restoreVote']).nullable().describe('a dated change of 表决权 that a 留党察看 asks to consider'),
  awards: z.array(Award), reviews: z.array(Review),
  materials: z.array(Material), removedMaterials: z.array(Material).describe('in the 回收站'), photo: z.uuid().nullable().describe('id of its material'),
  edits: z.array(FieldChange).describe('newest first, at most 200'),
})
export type MemberFile = z.infer<typeof MemberFile>

export const TimelineEntry = z.object({
  key: z.string(), on: z.string().describe('a day, or a month whose day nobody knows'),
  kind: z.enum(['change', 'date', 'meeting', 'action', 'talk', 'transfer', 'sanction', 'award', 'review', 'talent', 'development', 'material', 'edit']),
  title: z.string(), note: z.string(), meetingId: z.uuid().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

const accessActs = ['show', 'copy', 'export', 'print', 'erase'] as const
export const accessActNames: Record<(typeof accessActs)[number], string> = { show: '查看', copy: '复制', export: '导出', print: '打印', erase: '清除' }
export const AccessEntry = z.object({ at: z.iso.datetime(), who: z.string(), act: z.enum(accessActs), personId: z.uuid().nullable(), name: z.string().describe('empty where the person is gone'), fields: z.string().describe('in words'), count: z.int(), purpose: z.string(), row: z.int() })
export type AccessEntry = z.infer<typeof AccessEntry>

/** 党龄: whole years since 转正, of a 正式党员 (党章 art. 7; 入党 stands apart from it). */
export const partyAgeOf = ({ fullOn }: MemberFieldValues, status: PersonStatus | null, on: IsoDate): number | null => (fullOn === undefined || status !== 'fullMember' ? null : wholeYears(fullOn, on))

const materialsFor = (status: PersonStatus | null): readonly MaterialKind[] =>
  status === null || status === 'nonMember' ? [] : status === 'fullMember' ? ['application', 'admissionForm', 'fullApplication'] : status === 'probationaryMember' ? ['application', 'admissionForm'] : ['application']

const wantedIn = (values: MemberFieldValues, status: PersonStatus | null): { required: FieldCode[]; papers: readonly MaterialKind[] } =>
  ({ required: fieldCodes.filter((code) => isRequired(code, status)), papers: values.archiveLocation === undefined ? materialsFor(status) : [] })

/** How much a file lacks of how much it should have: the figures of completenessOf, for lists. */
export function lackIn(values: MemberFieldValues, status: PersonStatus | null, materials: readonly string[]): { missing: number; required: number } {
  const { required, papers } = wantedIn(values, status)
  return { missing: required.filter((code) => values[code] === undefined).length + papers.filter((kind) => !materials.includes(kind)).length, required: required.length + papers.length }
}

/**
 * What a file lacks. The papers of the way into the Party are there as scans, or where they lie is said (档案所在地): most branches keep
 * them in the personnel file and have none of them at hand.
 */
export function completenessOf(values: MemberFieldValues, status: PersonStatus | null, materials: readonly string[]): Completeness {
  const { required, papers } = wantedIn(values, status)
  const missing = [
    ...required.filter((code) => values[code] === undefined).map((code) => ({ code, material: null, label: fieldOf[code].label })),
    ...papers.filter((kind) => !materials.includes(kind)).map((material) => ({ code: null, material, label: materialKindNames[material] })),
  ]
  const all = required.length + papers.length
  return { percent: all === 0 ? 100 : Math.floor((all - missing.length) / all * 100), missing }
}

/** The words of a set of codes for the log of who looked at what. */
export const accessFieldName = (code: string): string => (code === 'sanctions' ? '处分和组织处置' : code === 'idCard' ? materialKindNames.idCard : Object.hasOwn(fieldOf, code) ? fieldOf[code as FieldCode].label : code === 'all' ? '全部个人资料' : code)
