import * as z from 'zod'
import { IsoDate } from './dates.ts'
import { FilledLine } from './text.ts'

/** Who keeps the branch's papers. Every "who" in a history is this name. */
export const Officer = z.strictObject({
  name: FilledLine(30),
  posts: z.array(FilledLine(40)).max(8).describe('党内职务 and business posts in the officer\'s own words'),
})
export type Officer = z.infer<typeof Officer>

/** At least eight characters; no other demand, since a long sentence is better than P@ss1. */
export const NewPassword = z.string().min(8).max(200)

export const WorkspaceDraft = z.strictObject({
  unit: FilledLine(100),
  branch: FilledLine(60),
  officer: Officer,
  password: NewPassword,
  since: IsoDate.optional().describe('建账日期: what was before it is never missing; by default 1 January of this year'),
})
export type WorkspaceDraft = z.infer<typeof WorkspaceDraft>

export const WorkspaceInfo = z.object({
  unit: z.string(),
  branch: z.string(),
  officer: z.object({ name: z.string(), posts: z.array(z.string()) }),
  since: IsoDate,
  recoveryConfirmed: z.boolean().describe('whether the printed recovery code was typed back'),
  people: z.int().describe('how many people have been entered'),
  supplementAfter: z.int().describe('补记: a record finalised later than this many workdays after its meeting'),
  followUp: z.array(z.enum(['committeeMeeting', 'themeDay'])).describe('kinds of meeting that begin with 上次议定事项落实情况'),
  lockAfter: z.int().describe('idle minutes after which the desk locks itself; 0: never'),
})
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>

/** A fresh recovery code and the two of its groups (from 1) to be typed back. */
export const RecoverySheet = z.object({ recoveryCode: z.string(), ask: z.tuple([z.int(), z.int()]) })
export type RecoverySheet = z.infer<typeof RecoverySheet>

/** 第二支部 → 第二支部委员会; the committee's name as papers write it. */
export const committeeNameOf = (branch: string): string => `${branch}委员会`
