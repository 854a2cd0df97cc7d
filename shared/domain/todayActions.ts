import { actionSourceNames, type ActionSource, type ActionState } from './action.ts'
import { assertNever } from './assertNever.ts'
import { addDays, chineseMonthDay, type IsoDate } from './dates.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import { reminderDayOf } from './reminderDay.ts'
import type { TodayDraft } from './todayLine.ts'

/** An open item of the ledger with the next day on which something of it is due. */
export interface OpenAction {
  id: string; title: string; owner: string; source: ActionSource; state: ActionState; decidedOn: IsoDate; nextOn: IsoDate | null; repeatText: string
  gone: boolean; superiorUnit: string; superiorNo: string; meeting: { kind: MeetingKind; heldOn: IsoDate } | null
}

/** An item is told so many days before its day: a week and a weekend. */
export const actionDaysAhead = 10

function askedBy({ source, superiorUnit, superiorNo, decidedOn, meeting }: OpenAction): string {
  switch (source) {
    case 'meeting': return meeting === null ? `${chineseMonthDay(decidedOn)}会议议定` : `${chineseMonthDay(meeting.heldOn)}${kindFacts[meeting.kind].short}议定`
    case 'superior': return `${superiorUnit === '' ? '上级' : superiorUnit}来文${superiorNo === '' ? '' : `（${superiorNo}）`}`
    case 'inspection': return `检查整改，${chineseMonthDay(decidedOn)}列入`
    case 'own': return `${chineseMonthDay(decidedOn)}自定`
    default: return assertNever(source)
  }
}

const shortest = (title: string): string => (title.length > 60 ? `${title.slice(0, 59)}…` : title)

/** Items that are late, due today or in the days to come, those that nobody was given, and those that wait for 验收. Each gives one line at most. */
export function actionDrafts(actions: readonly OpenAction[], officer: string, since: IsoDate, on: IsoDate): TodayDraft[] {
  return actions.flatMap((action): TodayDraft[] => {
    const { id, title, owner, state, nextOn, decidedOn, repeatText, gone, source } = action
    const who = owner === '' ? '还没有责任人' : owner === officer ? '责任人是您' : `${owner}负责`
    const base = { area: 'actions', toVerify: false, open: { screen: 'action', actionId: id }, canDismiss: false, owner } satisfies Partial<TodayDraft>
    const why = `${askedBy(action)}，${who}${repeatText === '' ? '' : `，${repeatText}`}`
    if (gone) return [{ ...base, key: `gone ${id}`, what: `确认还要不要办：${shortest(title)}`, until: null, when: '待确认', from: decidedOn, minutes: 5, why: `${why}；记录里已经没有这一项`, roles: ['secretary', 'disciplineCommissioner'], verb: '确认' }]
    if (state === 'review') return [{ ...base, key: `accept ${id}`, what: `验收：${shortest(title)}`, until: nextOn, ...(nextOn === null ? { when: '待验收' } : {}), from: decidedOn, minutes: 10, why: `${why}；已报请验收`, roles: ['secretary', 'disciplineCommissioner'], verb: '验收' }]
    if (nextOn !== null ? nextOn < since : decidedOn < since) return []
    // A decision that names nobody falls to nobody: it is asked after at once, not ten days before its day.
    if (owner === '') return [{ ...base, key: `owner ${id}`, what: `明确责任人：${shortest(title)}`, until: nextOn, ...(nextOn === null ? { when: '待明确' } : {}), from: decidedOn, minutes: 5, why, roles: ['secretary', 'disciplineCommissioner', 'organizationCommissioner'], verb: '明确责任人' }]
    if (nextOn === null) return []
    return [{ ...base, key: `action ${id} ${nextOn}`, what: shortest(title) || actionSourceNames[source], until: nextOn, from: nextOn <= on ? nextOn : addDays(reminderDayOf(nextOn), -actionDaysAhead), minutes: owner === officer ? 15 : 5, why, roles: ['disciplineCommissioner', 'secretary'], verb: owner === officer ? '办理' : '催办' }]
  })
}
