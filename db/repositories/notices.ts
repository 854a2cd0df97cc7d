import { noticeMark, type NoticeSettings } from '../../shared/domain/notices.ts'
import { prepared, type Db } from '../connection.ts'

export const readNoticeSettings = (db: Db): NoticeSettings =>
  prepared<[], NoticeSettings>(db, 'SELECT meetings_lead AS meetings, items_lead AS items, people_lead AS people FROM notice_setting').get() ?? { meetings: null, items: null, people: null }

export const saveNoticeSettings = (db: Db, { meetings, items, people }: NoticeSettings): void => {
  db.prepare('UPDATE notice_setting SET meetings_lead = ?, items_lead = ?, people_lead = ?').run(meetings, items, people)
}

/** The marks of everything that was told. */
export const toldMarks = (db: Db): Set<string> =>
  new Set(prepared<[], { key: string; until: string }>(db, 'SELECT need_key AS key, until FROM notice_told').all().map(noticeMark))

/** Notes that matters were told; what was told before stays as it was. */
export function noteTold(db: Db, matters: readonly { key: string; until: string }[], at: string): void {
  const insert = prepared(db, 'INSERT INTO notice_told (need_key, until, told_at) VALUES (?, ?, ?) ON CONFLICT (need_key, until) DO NOTHING')
  for (const { key, until } of matters) insert.run(key, until, at)
}

/** Makes the tokens that main keeps while the desk is locked. */
export const noticeSecret = (db: Db): Buffer => {
  const secret = prepared<[], Buffer>(db, 'SELECT secret FROM notice_secret').pluck().get()
  if (!secret) throw new RangeError('the database has no secret for its notices')
  return secret
}
