import type { BackupReminder } from './backup.ts'
import { addDays, chineseMonthDay, type IsoDate } from './dates.ts'
import { projectKindNames, type ProjectKind, type ProjectState } from './project.ts'
import type { TodayDraft } from './todayLine.ts'

/** A carrier that goes on, with the day of its newest value. `measured`: it has something to be measured. */
export interface OpenProject { id: string; kind: ProjectKind; title: string; leader: string; startsOn: IsoDate; dueOn: IsoDate | null; state: ProjectState; measured: boolean; actualOn: IsoDate | null }
/** A difficulty that is not solved. `converted`: a Party measure stands against it. */
export interface OpenDifficulty { id: string; title: string; leader: string; raisedOn: IsoDate; dueOn: IsoDate | null; converted: boolean }

/** No value for more than so many days: there is no news of a project. */
export const newsDays = 30
const closingShown = 14

const short = (title: string): string => (title.length > 40 ? `${title.slice(0, 39)}…` : title)

/** Projects without news or at their end, and difficulties that no Party measure stands against or that are late. */
export function goalDrafts(projects: readonly OpenProject[], difficulties: readonly OpenDifficulty[]): TodayDraft[] {
  const drafts: TodayDraft[] = []
  for (const { id, kind, title, leader, startsOn, dueOn, state, measured, actualOn } of projects) {
    const base = { area: 'goals', toVerify: false, roles: ['secretary', 'business'], open: { screen: 'project', projectId: id }, owner: leader } satisfies Partial<TodayDraft>
    const who = leader === '' ? '' : `，${leader}牵头`
    if (state === 'active' && measured) {
      const last = actualOn ?? startsOn
      drafts.push({ ...base, key: `news ${id} ${last}`, what: `“${short(title)}”${newsDays}天没有新进展`, until: null, when: '该更新', from: addDays(last, newsDays + 1), minutes: 10, why: `${projectKindNames[kind]}${who}；${actualOn === null ? `${chineseMonthDay(startsOn)}开始，还没有登记过实际值` : `最近一次登记是${chineseMonthDay(actualOn)}`}`, verb: '登记进展', canDismiss: true })
    }
    if (dueOn !== null) drafts.push({ ...base, key: `close ${id} ${dueOn}`, what: `“${short(title)}”到期，准备结题`, until: dueOn, from: addDays(dueOn, -closingShown), minutes: 20, why: `${projectKindNames[kind]}${who}；立项时定的结题时间`, verb: '去结题', canDismiss: false })
  }
  for (const { id, title, leader, raisedOn, dueOn, converted } of difficulties) {
    const base = { area: 'goals', toVerify: false, roles: ['secretary', 'business'], open: { screen: 'difficulty', difficultyId: id }, owner: leader } satisfies Partial<TodayDraft>
    if (!converted) drafts.push({ ...base, key: `measure ${id}`, what: `难点“${short(title)}”还没有对应的党建举措`, until: null, when: '待对应', from: raisedOn, minutes: 10, why: `${chineseMonthDay(raisedOn)}列入难点清单${leader === '' ? '' : `，${leader}牵头`}`, verb: '写举措', canDismiss: true })
    if (dueOn !== null) drafts.push({ ...base, key: `solve ${id} ${dueOn}`, what: `难点“${short(title)}”到时限，登记结果`, until: dueOn, from: addDays(dueOn, -7), minutes: 10, why: `难点清单上的时限${leader === '' ? '' : `，${leader}牵头`}`, verb: '登记结果', canDismiss: false })
  }
  return drafts
}

const backupWhats: Partial<Record<BackupReminder['code'], string>> = {
  failed: '上次备份没有成功', never: '做第一次备份', notSince: '最近的改动还没有备份', rehearsalFailed: '恢复演练没有通过', secondPlaceOverdue: '把备份再放一份到U盘', noSecondPlace: '选一个U盘或文件夹，再放一份备份',
}
/** What the state of the backups asks for. A doubtful clock is told in a line of its own above. */
export const backupDrafts = (reminders: readonly BackupReminder[], on: IsoDate): TodayDraft[] =>
  reminders.flatMap(({ code, message }): TodayDraft[] => {
    const what = backupWhats[code]
    return what === undefined ? [] : [{ key: `backup ${code}`, area: 'backups', what, until: null, when: '尽快', from: on, minutes: 5, why: message, toVerify: false, roles: ['organizationCommissioner'], verb: '去备份', open: { screen: 'backups' }, canDismiss: false }]
  })
