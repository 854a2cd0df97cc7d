import * as z from 'zod'
import { chineseDate, localDay } from './dates.ts'

/** Room on the disk of the workspace: `little` is told in time, with `scarce` the next save may be the last. */
export const DiskLevel = z.enum(['ample', 'little', 'scarce'])
export type DiskLevel = z.infer<typeof DiskLevel>

/** The reserve: `kept` in its file; `used` for a save that found the disk full; `none` where there is no room to keep one. */
export const ReserveState = z.enum(['kept', 'used', 'none'])
export type ReserveState = z.infer<typeof ReserveState>

export const ClockState = z.enum(['fine', 'behind', 'ahead'])
export type ClockState = z.infer<typeof ClockState>

export const SurroundingsStatus = z.object({
  disk: z.object({ free: z.int().describe('bytes that this user may still write'), level: DiskLevel, reserve: ReserveState }),
  clock: z.object({ state: ClockState, seenAt: z.iso.datetime().nullable().describe('the newest instant that was believed') }),
  reminders: z.array(z.object({ code: z.enum(['reserveUsed', 'diskScarce', 'diskLittle', 'clockBehind', 'clockAhead']), message: z.string() })).describe('what the officer should be told now, most urgent first'),
})
export type SurroundingsStatus = z.infer<typeof SurroundingsStatus>
export type SurroundingsReminder = SurroundingsStatus['reminders'][number]

const megabyte = 1024 * 1024
const day = 24 * 60 * 60 * 1000

/** Bytes that are freed when a save finds the disk full: a year of records and more. */
export const reserveSize = 32 * megabyte
const littleRoom = 1024 * megabyte
const scarceRoom = 200 * megabyte
/** A backup is written, checked and copied beside the ones there are: room for three. */
const backupsToMake = 3

/** `backup`: bytes that the next backup needs. */
export function diskLevel(free: number, backup: number): DiskLevel {
  if (free < scarceRoom) return 'scarce'
  return free < Math.max(littleRoom, backup * backupsToMake) ? 'little' : 'ample'
}

/** A day: a journey across the date line, or a zone that was set wrong. */
const tolerance = day
/** So long nobody looks away from the work of a branch, which meets every month. */
const longestPause = 40 * day

/** Whether the clock can be believed, by the newest instant that it has shown. */
export function judgeClock(seen: Date | null, now: Date): ClockState {
  if (seen === null) return 'fine'
  const since = now.getTime() - seen.getTime()
  return since < -tolerance ? 'behind' : since > longestPause ? 'ahead' : 'fine'
}

/** 180 MB, 1.4 GB: as a list of disks shows it. Rounded down: what is told is there. */
export const roomText = (bytes: number): string => (bytes < 1024 * megabyte ? `${Math.floor(bytes / megabyte)} MB` : `${(Math.floor((bytes / megabyte / 1024) * 10) / 10).toFixed(1)} GB`)

const dayOf = (at: Date | string): string => chineseDate(localDay(new Date(at)))
const meanwhile = '在此期间不清理旧备份和回收站。'

/** What the officer should be told, most urgent first. */
export function remindersOf({ disk, clock }: Pick<SurroundingsStatus, 'disk' | 'clock'>, now: Date): SurroundingsReminder[] {
  const reminders: SurroundingsReminder[] = []
  const room = roomText(disk.free)
  if (disk.reserve === 'used') reminders.push({ code: 'reserveUsed', message: `磁盘已满，用了备用空间，已保存。请清理磁盘，备用空间只够用这一次（现在还剩${room}）。` })
  else if (disk.level === 'scarce') reminders.push({ code: 'diskScarce', message: `磁盘快满了，只剩${room}，再写可能存不上。请现在就清理磁盘。` })
  else if (disk.level === 'little') reminders.push({ code: 'diskLittle', message: `磁盘空间不多了，还剩${room}，备份可能做不成。请清理磁盘。` })
  if (clock.seenAt !== null && clock.state === 'behind') reminders.push({ code: 'clockBehind', message: `电脑的时间（${dayOf(now)}）比上次使用时（${dayOf(clock.seenAt)}）早，请核对日期和时间，没有错就点“时间是对的”。${meanwhile}` })
  if (clock.seenAt !== null && clock.state === 'ahead') reminders.push({ code: 'clockAhead', message: `电脑的时间跳到了${dayOf(now)}，上次使用是${dayOf(clock.seenAt)}，请核对日期和时间，没有错就点“时间是对的”。${meanwhile}` })
  return reminders
}
