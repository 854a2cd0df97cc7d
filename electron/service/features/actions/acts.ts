import { type ActionRow, type StateChange } from '../../../../shared/domain/action.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

export type ActionAct = 'action.create' | 'action.save' | 'action.state' | 'action.postpone' | 'action.progress' | 'action.occurrence' | 'action.file'

/** An input that cannot be, with the field to mend. */
export const fault = (path: string, message: string): AppError => new AppError('INVALID_INPUT', { fields: [{ path, message }] })
const longestName = 40
/** How the journal calls an item; of one that stays in the committee it tells nothing. */
export const nameOfAction = ({ title, confidential }: Pick<ActionRow, 'title' | 'confidential'>): string => (confidential ? '（不公开）' : `“${title.length > longestName ? `${title.slice(0, longestName)}…` : title}”`)

/** The day of something that happened: today unless said, and never to come. Errors: INVALID_INPUT. */
export function dayOfAct(on: IsoDate | undefined, today: IsoDate, path = 'on'): IsoDate {
  if (on !== undefined && on > today) throw fault(path, '日期不能晚于今天。')
  return on ?? today
}

/** Why an item cannot be given a state; null where it can. What is done is proved; what is cancelled has a reason. */
export function stateFault({ state, evidence, reason }: StateChange, action: Pick<ActionRow, 'files'> & { evidence?: string }): { path: string; message: string } | null {
  if (state === 'done' && action.files === 0 && (evidence ?? action.evidence ?? '').trim() === '') return { path: 'evidence', message: '办结要有佐证：请写明办成了什么、凭什么证明，或先添加佐证材料。' }
  if (state === 'cancelled' && (reason ?? '').trim() === '') return { path: 'reason', message: '取消要写明原因。' }
  return null
}
