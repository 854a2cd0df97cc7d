import type { Db } from '../connection.ts'
import { first } from './0001-first.ts'
import { kinds } from './0002-kinds.ts'
import { attachments } from './0003-attachments.ts'
import { papers } from './0004-papers.ts'
import { keys } from './0005-keys.ts'
import { files } from './0006-files.ts'
import { journal } from './0007-journal.ts'
import { clockNote } from './0008-clock.ts'
import { members } from './0009-members.ts'
import { rules } from './0010-rules.ts'
import { search } from './0011-search.ts'
import { fusion } from './0012-fusion.ts'
import { searchWaiting } from './0013-search-waiting.ts'
import { checklist } from './0014-checklist.ts'
import { notices } from './0015-notices.ts'
import { itemsOfElsewhere } from './0016-items-of-elsewhere.ts'
import { plan } from './0017-plan.ts'
import { study } from './0018-study.ts'
import { development } from './0019-development.ts'
import { developmentPapers } from './0020-development-papers.ts'
import { talent } from './0021-talent.ts'
import { dues } from './0022-dues.ts'
import { fullPublicity } from './0023-full-publicity.ts'

export interface Migration {
  version: number
  sql: string
  /** What has to stand outside the database before the step. May be cut off anywhere and is then done again from its beginning. */
  move?(db: Db, folder: string): void
}

/** In order, without gaps; one that has been released is never edited. */
export const migrations: readonly Migration[] = [first, kinds, attachments, papers, keys, files, journal, clockNote, members, rules, search, fusion, searchWaiting, checklist, notices, itemsOfElsewhere, plan, study, development, developmentPapers, talent, dues, fullPublicity]

/** The newest schema this application knows. */
export const schemaVersion = migrations.length
