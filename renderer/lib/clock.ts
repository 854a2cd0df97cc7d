import { localDay, type IsoDate } from '../../shared/domain/days.ts'

let ahead = 0
/** Follows the service's clock, so that all processes mean the same day. */
export function followClock(serviceNow: string): void { ahead = Date.parse(serviceNow) - Date.now() }
export const now = (): Date => new Date(Date.now() + ahead)
export const today = (): IsoDate => localDay(now())
/** 14:05, of an ISO instant, in this computer's zone. */
export function clockTime(instant: string): string {
  const at = new Date(instant)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}
