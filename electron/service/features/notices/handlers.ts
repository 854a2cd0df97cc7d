import { createHmac } from 'node:crypto'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { settingsId } from '../../../../db/repositories/journalThings.ts'
import { noteTold, noticeSecret, readNoticeSettings, saveNoticeSettings, toldMarks } from '../../../../db/repositories/notices.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { dueNotices, noticeGroupNames, noticeGroups, noticeMark, noticesFor, plannedNotices, type NoticeSettings, type NoticeSource, type PlannedNotice } from '../../../../shared/domain/notices.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { noticeSources } from './sources.ts'

/** So many are kept in mind while the desk is locked. */
const mostPlanned = 1000

const settingsInWords = (settings: NoticeSettings): string =>
  noticeGroups.map((group) => `${noticeGroupNames[group]}${settings[group] === null ? '不提醒' : `提前${settings[group]}天`}`).join('、')

/** What is told on the desktop: when, what, and that it was told. */
export function noticesHandlers(service: Service, sourcesOn: (today: IsoDate) => NoticeSource[] = (today) => noticeSources(service, today)) {
  const { vault, clock, newId } = service
  const today = () => localDay(clock())

  function planned(): { token: string; matter: PlannedNotice }[] {
    const db = vault.db()
    const secret = noticeSecret(db)
    const tokenOf = (source: NoticeSource) => createHmac('sha256', secret).update(noticeMark(source)).digest('hex').slice(0, 32)
    return plannedNotices(sourcesOn(today()), readNoticeSettings(db), toldMarks(db)).slice(0, mostPlanned).map((matter) => ({ token: tokenOf(matter.source), matter }))
  }

  return {
    'notices.settings': () => readNoticeSettings(vault.db()),

    'notices.saveSettings': (settings) => {
      const db = vault.db()
      db.transaction(() => {
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'settings.notices', entityId: null, stamp, name: () => settingsInWords(settings), things: [{ kind: 'noticeSetting', id: settingsId }] }, () => saveNoticeSettings(db, settings))
        noteAct(db, 'workspace.settings', null, stamp)
      }).immediate()
      return readNoticeSettings(db)
    },

    'notices.take': () => {
      const db = vault.db()
      // Marked in the transaction that reads them: asked twice, killed in between, nothing is told twice.
      return db.transaction(() => {
        const due = dueNotices(sourcesOn(today()), readNoticeSettings(db), toldMarks(db), today())
        noteTold(db, due, clock().toISOString())
        return noticesFor(due, today())
      }).immediate()
    },

    'notices.plan': () => planned().map(({ token, matter: { tellOn, source: { until } } }) => ({ token, tellOn, until })),

    'notices.told': ({ tokens }) => {
      const db = vault.db()
      // Asked at every look, mostly with nothing to say: then nothing is planned.
      if (tokens.length === 0) return { told: 0 }
      return db.transaction(() => {
        const given = new Set(tokens)
        const told = planned().filter(({ token }) => given.has(token)).map(({ matter }) => matter.source)
        noteTold(db, told, clock().toISOString())
        return { told: told.length }
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
