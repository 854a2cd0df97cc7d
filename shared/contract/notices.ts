import * as z from 'zod'
import { ReckonedDate } from '../domain/dates.ts'
import { NoticeSettings } from '../domain/notices.ts'

const Nothing = z.strictObject({})
/** Stands for a matter and its day; without the database it tells nothing. */
const NoticeToken = z.string().regex(/^[0-9a-f]{32}$/)

/** What this computer does, beside the data: it has to be known before the password. */
export const DesktopSettings = z.object({
  notices: z.boolean().describe('whether this system shows notices of the desktop'),
  tray: z.boolean().describe('closing the window leaves the application in the tray'),
  autostart: z.boolean().describe('as the system has it now'),
})
export type DesktopSettings = z.infer<typeof DesktopSettings>

/** Notices of the desktop, the tray, and the start with the system. */
export const noticesContract = {
  'notices.settings': { answeredBy: 'service', input: Nothing, output: NoticeSettings },
  'notices.saveSettings': { answeredBy: 'service', input: NoticeSettings, output: NoticeSettings },
  'notices.take': { answeredBy: 'service', input: Nothing, output: z.array(z.object({ title: z.string(), body: z.string() })).describe('what is to be shown now, without a name or a title; from here on it counts as told') },
  'notices.plan': { answeredBy: 'service', input: Nothing, output: z.array(z.object({ token: NoticeToken, tellOn: ReckonedDate, until: ReckonedDate })).describe('what is still to be told, for while the desk is locked') },
  'notices.told': { answeredBy: 'service', input: z.strictObject({ tokens: z.array(NoticeToken).max(1000).describe('of notices.plan: what was told while the desk was locked') }), output: z.object({ told: z.int().describe('how many of them are still to be done and were not told before') }) },
  'desktop.settings': { answeredBy: 'main', input: Nothing, output: DesktopSettings },
  'desktop.saveSettings': { answeredBy: 'main', input: z.strictObject({ tray: z.boolean().optional(), autostart: z.boolean().optional() }), output: DesktopSettings },
  'desktop.tryNotice': { answeredBy: 'main', input: Nothing, output: z.object({ shown: z.boolean() }) },
  'app.hide': { answeredBy: 'main', input: Nothing, output: Nothing.describe('into the tray, once the page has saved') },
} as const
