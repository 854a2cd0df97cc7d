import type { Db } from '../../../../db/connection.ts'
import { findAttachment } from '../../../../db/repositories/attachments.ts'
import { templateNames } from '../../../../db/repositories/templates.ts'
import { templateDocumentNames } from '../../../../shared/domain/templateDocument.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import type { SearchHit } from '../../../../shared/domain/search.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { holdsAll } from '../../../../shared/domain/searchText.ts'
import { findPassages, nameOf } from './meetings.ts'
import type { Found, Wanted } from './providers.ts'

/** The unit's own forms and the files of records, by their names. */
export function findFiles(db: Db, wanted: Wanted): Found {
  const forms = templateNames(db).filter(({ name }) => holdsAll(name, wanted.terms)).map(({ id, document, kind, name, retired }): SearchHit => ({
    kind: 'file', id, name, note: `本单位的模板　${templateDocumentNames[document]}${kind === null ? '' : `（${kindFacts[kind].short}）`}${retired ? '　已停用' : ''}`, passage: null, more: 0, target: { screen: 'template', document, kind, id },
  }))
  const files = findPassages(db, wanted, 'file', (name, record) => ({ kind: 'file', name, note: `${chineseDate(record.heldOn)}　${nameOf(record)}` }), (id) => findAttachment(db, id)?.isDeleted === false)
  return { hits: [...forms, ...files.hits].slice(0, wanted.most), count: forms.length + files.count, more: files.more }
}
