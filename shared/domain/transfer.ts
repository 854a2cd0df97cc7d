import * as z from 'zod'
import { addDays, chineseDate, IsoDate, ReckonedDate } from './dates.ts'
import type { PersonStatus } from './person.ts'
import { FilledLine, Line } from './text.ts'

/** 组织关系转接 (domain rules section 3.4). */
export const transferStates = ['draft', 'issued', 'received', 'returned'] as const
export const TransferState = z.enum(transferStates)
export type TransferState = z.infer<typeof TransferState>
export const transferStateNames: Record<TransferState, string> = { draft: '草稿', issued: '已开', received: '已接收', returned: '退回' }
export const TransferDirection = z.enum(['in', 'out'])
export type TransferDirection = z.infer<typeof TransferDirection>
export const directionNames: Record<TransferDirection, string> = { in: '转入', out: '转出' }

/** An introduction letter holds so long where it says nothing else, and never longer than `mostValidDays` (惯例). */
export const usualValidDays = 30
export const mostValidDays = 90

const Facts = z.strictObject({
  direction: TransferDirection,
  transferNo: Line(60).default('').describe('介绍信编号'),
  fromOrg: Line(120).default(''),
  toOrg: Line(120).default(''),
  reason: Line(200).default(''),
  issuedOn: IsoDate.nullable().default(null),
  validDays: z.int().min(1).max(mostValidDays).default(usualValidDays),
  duesPaidTo: z.string().regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/).nullable().default(null).describe('党费交至: a month'),
  receivedOn: IsoDate.nullable().default(null).describe('回执日期'),
  state: TransferState.default('draft'),
  note: Line(500).default(''),
})
export const TransferDraft = Facts.extend({
  id: z.uuid().optional(),
  personId: z.uuid().optional(),
  personName: FilledLine(30).optional().describe('of who comes in and is not known yet: a file is begun, outside the roster'),
}).refine(({ personId, personName }) => (personId === undefined) !== (personName === undefined), { path: ['personId'] })
export type TransferDraft = z.output<typeof TransferDraft>
export type TransferFacts = z.output<typeof Facts>

export const Transfer = z.object({
  ...Facts.shape, id: z.uuid(), personId: z.uuid(), personName: z.string(),
  deadline: ReckonedDate.nullable().describe('the last day on which the letter holds'),
  overdue: z.boolean().describe('超期: issued, not received, and the letter has run out'),
  warnings: z.array(z.string()).describe('what to mind, each with its rule'),
  proposal: z.enum(['leave', 'enter']).nullable().describe('what the roster should say now; the officer decides'),
})
export type Transfer = z.infer<typeof Transfer>

/** What is wrong with a transfer, by field; nothing of it would be stored. */
export function transferFaults({ state, issuedOn, receivedOn }: TransferFacts): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = []
  if (state !== 'draft' && issuedOn === null) faults.push({ path: 'issuedOn', message: '已开的转接要填开具日期。' })
  if (state === 'received' && receivedOn === null) faults.push({ path: 'receivedOn', message: '已接收的转接要填回执日期。' })
  if (issuedOn !== null && receivedOn !== null && receivedOn < issuedOn) faults.push({ path: 'receivedOn', message: '回执日期早于开具日期。' })
  return faults
}

/** The last day on which the letter holds; null while it is not issued. */
export const deadlineOf = ({ issuedOn, validDays }: Pick<TransferFacts, 'issuedOn' | 'validDays'>): IsoDate | null => (issuedOn === null ? null : addDays(issuedOn, validDays))

/** 超期 is computed, never stored: a letter that was issued, not yet received, and has run out by `on`. */
export function isOverdue(transfer: Pick<TransferFacts, 'issuedOn' | 'validDays' | 'state'>, on: IsoDate): boolean {
  const deadline = deadlineOf(transfer)
  return transfer.state === 'issued' && deadline !== null && on > deadline
}

const sinceOf = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** What to mind about a transfer on a day. `status`: of the person on the day it is issued. Tells, and changes nothing. */
export function transferWarnings(transfer: TransferFacts, status: PersonStatus | null, on: IsoDate): string[] {
  const { direction, state, receivedOn, validDays, duesPaidTo, issuedOn } = transfer
  const deadline = deadlineOf(transfer)
  const warnings: string[] = []
  if (isOverdue(transfer, on) && deadline !== null) warnings.push(`介绍信${chineseDate(deadline)}到期，还没有接收回执，已超期；转出未被接收前，原党组织仍负责管理（教管条例第25条）。`)
  if (state === 'received' && deadline !== null && receivedOn !== null && receivedOn > deadline) warnings.push(`接收日期晚于介绍信的有效期（${chineseDate(deadline)}），请核对是否重新开具（惯例）。`)
  if (validDays > usualValidDays && state !== 'received' && state !== 'returned') warnings.push(`有效期${validDays}天：市内一般10天左右，市外30天左右，最长不超过3个月（惯例）。`)
  if (status === 'probationaryMember') warnings.push(`预备党员转移组织关系要带齐入党材料和考察材料，由接收方审查后接续（待核）。`)
  if (status !== 'probationaryMember' && status !== 'fullMember' && direction === 'out') warnings.push('名册里此人不是党员，没有组织关系可转。')
  if (state !== 'draft' && duesPaidTo === null) warnings.push('还没有填党费交至哪个月。')
  if (direction === 'out' && state !== 'draft' && duesPaidTo !== null && issuedOn !== null && duesPaidTo < issuedOn.slice(0, 7)) warnings.push(`党费交到${sinceOf(duesPaidTo)}，早于开具的月份，请核对。`)
  return warnings
}

/** What a received transfer means for the roster; null where the roster says so already. The officer records it or not. */
export function proposalOf({ direction, state }: Pick<TransferFacts, 'direction' | 'state'>, isInBranch: boolean): 'leave' | 'enter' | null {
  if (state !== 'received') return null
  return direction === 'out' ? (isInBranch ? 'leave' : null) : isInBranch ? null : 'enter'
}
