import * as z from 'zod'
import type { DevelopmentStage, DevelopmentStep } from '../rules/developmentSteps.ts'
import type { StepCode } from './development.ts'
import type { DocumentName } from './documents.ts'
import { materialKinds, type MaterialKind } from './memberFile.ts'
import { FilledLine, Line } from './text.ts'

/** The papers of 发展党员 that are printed from what is held; 表决票 and 计票单 are those of the meeting. */
export const DevelopmentPaper = z.enum([
  'talkRecord', 'processRecord', 'activistFiling', 'cultivationForm', 'publicity', 'reviewLetter', 'preReviewRequest',
  'admissionResolution', 'admissionRequest', 'probationForm', 'fullApplication', 'fullPublicity', 'fullResolution', 'fullRequest', 'archiveList',
])
export type DevelopmentPaper = z.infer<typeof DevelopmentPaper>
export const developmentPaperNames: Record<DevelopmentPaper, string> = {
  talkRecord: '入党谈话记录', processRecord: '发展党员全程纪实表', activistFiling: '入党积极分子备案表', cultivationForm: '入党积极分子培养教育考察登记表',
  publicity: '发展对象公示', reviewLetter: '政审函', preReviewRequest: '预审请示', admissionResolution: '接收预备党员决议', admissionRequest: '接收预备党员审批请示',
  probationForm: '预备党员教育考察登记表', fullApplication: '转正申请书', fullPublicity: '转正公示', fullResolution: '转正决议', fullRequest: '转正审批请示', archiveList: '入党材料档案目录',
}

/** 请示, 函, 公示 and 决议 are set as official papers (GB/T 9704), where a gap is a line in the text; the others are forms with cells. */
const letters: readonly DevelopmentPaper[] = ['publicity', 'reviewLetter', 'preReviewRequest', 'admissionResolution', 'admissionRequest', 'fullPublicity', 'fullResolution', 'fullRequest']
export const isLetter = (paper: DevelopmentPaper): boolean => letters.includes(paper)

/** Which material of a step a paper becomes, once it is signed and scanned. */
const paperOfCode: Readonly<Record<string, DevelopmentPaper>> = {
  '1-2': 'talkRecord', '1-3': 'processRecord', '2-3': 'activistFiling', '2-6': 'cultivationForm', '3-3': 'publicity', '3-7': 'reviewLetter', '4-1': 'preReviewRequest',
  '4-4-3': 'admissionResolution', '4-5': 'admissionRequest', probation: 'probationForm', '5-2': 'fullApplication', '5-3': 'fullPublicity', '5-7': 'fullRequest', archive: 'archiveList',
}
/** Null: it is written or given by somebody else. */
export const paperOf = (code: string): DevelopmentPaper | null => (Object.hasOwn(paperOfCode, code) ? paperOfCode[code] ?? null : null)
/** Papers of a stage that no material of the common set stands for. */
export const papersBeside: Partial<Record<DevelopmentStage, readonly DevelopmentPaper[]>> = { probation: ['fullResolution'] }
/** The papers of a step, besides those of the meeting behind it. */
export const papersOf = ({ code, materials }: Pick<DevelopmentStep, 'code' | 'materials'>): DevelopmentPaper[] => [...materials.flatMap((material) => paperOf(material.code) ?? []), ...(code === 'fullVote' ? ['fullResolution' as const] : [])]
/** Papers that are put up before their step is entered: each says from when to when. */
const publicities = { publicity: 'prospectPublicity', fullPublicity: 'fullPublicity' } as const satisfies Partial<Record<DevelopmentPaper, StepCode>>
export type Publicity = keyof typeof publicities
export const isPublicity = (paper: DevelopmentPaper): paper is Publicity => Object.hasOwn(publicities, paper)
export const stepOfPublicity = (paper: Publicity): (typeof publicities)[Publicity] => publicities[paper]
/** Papers of the meeting behind a step. */
const meetingPaperOfCode: Readonly<Record<string, DocumentName>> = { '2-2': 'record', '3-2': 'record', screening: 'record', '4-4': 'record', '4-4-1': 'ballot', '4-4-2': 'tally', '5-5': 'record' }
export const meetingPaperOf = (code: string): DocumentName | null => (Object.hasOwn(meetingPaperOfCode, code) ? meetingPaperOfCode[code] ?? null : null)

/** What a scan in the file of a person is of these steps, where the officer has not filed it under one. */
const codeOfKind: Partial<Record<MaterialKind, string>> = { application: '1-1', thoughtReport: '2-5', trainingRecord: '2-6', politicalReview: '3-9', admissionForm: '4-3', fullApplication: '5-2' }
export const kindsOfCode = materialKinds.filter((kind) => codeOfKind[kind] !== undefined)
/** Under which material a scan is filed; null: under none. */
export const codeOfMaterial = (kind: MaterialKind | 'photo', filed: string | null): string | null => filed ?? (kind === 'photo' ? null : codeOfKind[kind] ?? null)
/** The kind in the file of a person that a scan filed under a material gets. */
export const kindOfCode = (code: string): MaterialKind => materialKinds.find((kind) => codeOfKind[kind] === code) ?? 'other'

/** 1-1, 3-12: stage and number of the common set of forms (广西发展党员工作手册, 待核 elsewhere); what has no number there has one of ours. */
export const MaterialCode = z.string().min(1).max(20).regex(/^[\w.-]+$/)

/** A field that a province asks for: in a Word form {名称}. */
export const OwnFieldName = FilledLine(20).refine((name) => !/[\s{}#/｛｝《》]/.test(name), { error: '名称里不能有空格、花括号和斜线' })
export const OwnField = z.strictObject({ name: OwnFieldName, value: Line(500).describe('what holds for everybody; empty: nothing'), own: Line(500).describe('what holds for this person instead; empty: nothing') })
export type OwnField = z.output<typeof OwnField>
/** Fields of one branch, the usual ones not counted. */
export const mostOwnFields = 60
/** What letters need and no other page of the application asks. */
export const usualFields = ['上级党委', '联系人', '联系电话', '联系地址'] as const

/** 陈思远 政审函.docx; characters that a file name may not hold are left out. */
export const developmentFileName = (name: string, paper: DevelopmentPaper, format: 'docx' | 'pdf'): string => `${name} ${developmentPaperNames[paper]}.${format}`.replace(/[\\/:*?"<>|]/g, '')

