import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadContent, sha256Of, storeContent } from '../../../../db/attachmentFiles.ts'
import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { describeMaterial, findMaterial, materialsOf, putMaterial, setMaterialDeleted, type StoredMaterial } from '../../../../db/repositories/materials.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import type { Db } from '../../../../db/connection.ts'
import { fileName, largestAttachment, mediaOf, partsOf } from '../../../../shared/domain/attachment.ts'
import { codeOfMaterial } from '../../../../shared/domain/developmentPapers.ts'
import { longestPhotoSide, mostMaterials, type Material, type MaterialKind } from '../../../../shared/domain/memberFile.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import { writeAtomically } from '../../documents/writeFile.ts'
import { readWhole } from '../../readWhole.ts'
import type { Handlers } from '../../router.ts'
import { plainJpeg } from '../attachments/plainJpeg.ts'
import { undoRemoval } from '../journal/undo.ts'
import { memberFileOf, shownMaterial } from './gather.ts'

/** What is wrong with one file and says nothing about the next. */
const ofOneFile: readonly ErrorCode[] = ['FILE_TYPE_REFUSED', 'FILE_TOO_LARGE', 'FILE_UNREADABLE', 'ATTACHED_ALREADY', 'TOO_MANY_MATERIALS']

const readChosen = (path: string): Promise<Buffer> =>
  readWhole(path, largestAttachment, (why, cause) => new AppError(why === 'too large' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', { cause, params: { name: fileName(basename(path)) } }))

/** Scans and the photo of a person, kept in the store of attachments. */
export function materialsHandlers(service: Service) {
  const { vault, newId, pathOf } = service

  const nameOf = (db: Db, personId: string): string => {
    const person = findPerson(db, personId)
    if (!person) throw new AppError('NOT_FOUND')
    return person.name
  }
  const materialOf = (db: Db, id: string): StoredMaterial => {
    const found = findMaterial(db, id)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }
  /** The photograph of an ID card is looked at as the number is: written down (GB/T 45574—2025). */
  const noteLook = (id: string, act: 'show' | 'copy'): StoredMaterial => {
    const found = materialOf(vault.db(), id)
    if (found.kind === 'idCard') noteAccess(vault.db(), { act, personId: found.personId, fields: 'idCard', count: 1 }, stampOf(service))
    return found
  }
  function contentOf(id: string): Buffer {
    const db = vault.db()
    const { name, sha256 } = materialOf(db, id)
    try {
      return loadContent(db, vault.folder, sha256)
    } catch (cause) {
      throw cause instanceof AppError && cause.code === 'ATTACHMENT_DAMAGED' ? new AppError('ATTACHMENT_DAMAGED', { cause, params: { name } }) : cause
    }
  }

  /**
   * Adds one file. What lies in the 回收站 with the same content comes back in place of a second copy; what is in the file already and under
   * no material of a step is filed under `code`.
   */
  function add(personId: string, givenName: string, content: Buffer, kind: MaterialKind, code: string | null): Material {
    const name = fileName(givenName)
    if (content.length > largestAttachment) throw new AppError('FILE_TOO_LARGE', { params: { name } })
    const judged = mediaOf(givenName, content)
    if ('refused' in judged) throw new AppError('FILE_TYPE_REFUSED', { params: { name, reason: judged.refused } })
    const db = vault.db()
    return db.transaction(() => {
      const owner = nameOf(db, personId)
      const stamp = stampOf(service)
      const sha256 = sha256Of(content)
      const all = materialsOf(db, personId).filter((each) => each.kind !== 'photo')
      const known = all.find((each) => each.sha256 === sha256)
      if (known && !known.isDeleted && (code === null || codeOfMaterial(known.kind, known.materialCode) !== null)) throw new AppError('ATTACHED_ALREADY', { params: { name, as: known.name } })
      if (known?.isDeleted !== false && all.filter(({ isDeleted }) => !isDeleted).length >= mostMaterials) throw new AppError('TOO_MANY_MATERIALS')
      storeContent(db, vault.folder, content)
      const id = known?.id ?? newId()
      // Files chosen together come one by one: they are one act, undone as one.
      recordOperation(db, { id: newId(), act: 'material.add', entityId: personId, stamp, name: () => owner, count: () => 1, things: [{ kind: 'material', id }], joins: ['material.add'] }, () => {
        if (known) {
          setMaterialDeleted(db, id, null)
          describeMaterial(db, id, { ...known, ...(known.isDeleted ? { kind, name } : { kind: kind === 'other' ? known.kind : kind }), materialCode: code })
        } else putMaterial(db, { id, personId, kind, name, media: judged.media, size: content.length, pages: null, datedOn: null, sha256, addedAt: stamp.at, who: stamp.who, materialCode: code, isDeleted: false })
      })
      noteAct(db, 'material.add', id, stamp)
      return shownMaterial(materialOf(db, id))
    }).immediate()
  }

  const record = (act: 'material.describe' | 'material.remove' | 'material.restore', { id, name, personId }: StoredMaterial, change: () => void): void => {
    const stamp = stampOf(service)
    recordOperation(vault.db(), { id: newId(), act, entityId: personId, stamp, name: () => `“${name}”`, things: [{ kind: 'material', id }] }, change)
    noteAct(vault.db(), act, id, stamp)
  }

  return {
    /** Each file is an act of its own: one that is refused keeps no other out. */
    'materials.add': async ({ personId, fileTokens, kind, code }) => {
      nameOf(vault.db(), personId)
      const added: Material[] = []
      const refused: { name: string; message: string }[] = []
      for (const path of fileTokens.map(pathOf)) {
        try {
          added.push(add(personId, basename(path), await readChosen(path), kind, code))
        } catch (cause) {
          if (!(cause instanceof AppError) || !ofOneFile.includes(cause.code)) throw cause
          refused.push({ name: fileName(basename(path)), message: sentenceOf(cause.code, cause.params).happened })
        }
      }
      return { added, refused }
    },
    'materials.addBytes': ({ personId, name, base64, kind }) => add(personId, name, Buffer.from(base64, 'base64'), kind, null),
    'materials.content': ({ id }) => {
      const { media } = noteLook(id, 'show')
      return { base64: contentOf(id).toString('base64'), media }
    },

    'materials.describe': ({ id, kind, name, pages, datedOn, code }) => {
      const db = vault.db()
      return db.transaction(() => {
        const before = materialOf(db, id)
        if (before.isDeleted || before.kind === 'photo') throw new AppError('NOT_FOUND')
        const { extension } = partsOf(before.name)
        const after = { kind: kind ?? before.kind, name: name === undefined ? before.name : fileName(`${name}.${extension}`), pages: pages === undefined ? before.pages : pages, datedOn: datedOn === undefined ? before.datedOn : datedOn,
          // Another kind is another paper: it is not what it was filed as.
          materialCode: code !== undefined ? code : kind !== undefined && kind !== before.kind ? null : before.materialCode }
        if (JSON.stringify(after) !== JSON.stringify({ kind: before.kind, name: before.name, pages: before.pages, datedOn: before.datedOn, materialCode: before.materialCode })) record('material.describe', before, () => describeMaterial(db, id, after))
        return shownMaterial(materialOf(db, id))
      }).immediate()
    },

    'materials.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const found = materialOf(db, id)
        if (found.isDeleted) throw new AppError('NOT_FOUND')
        record('material.remove', found, () => setMaterialDeleted(db, id, stampOf(service).at))
        return {}
      }).immediate()
    },

    'materials.restore': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const found = materialOf(db, id)
        if (!found.isDeleted) return {}
        const others = materialsOf(db, found.personId).filter((each) => !each.isDeleted)
        if (found.kind !== 'photo' && others.length >= mostMaterials) throw new AppError('TOO_MANY_MATERIALS')
        const photo = found.kind === 'photo' ? others.find(({ kind }) => kind === 'photo') : undefined
        if (photo === undefined && undoRemoval(service, { kind: 'material', id }, 'material.restore')) return {}
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'material.restore', entityId: found.personId, stamp, name: () => `“${found.name}”`, things: [id, ...(photo ? [photo.id] : [])].map((each) => ({ kind: 'material', id: each })) }, () => {
          // A file has one photo: the one it has now goes where this one comes from.
          if (photo) setMaterialDeleted(db, photo.id, stamp.at)
          setMaterialDeleted(db, id, null)
        })
        noteAct(db, 'material.restore', id, stamp)
        return {}
      }).immediate()
    },

    /** Whoever opens the copy may not change it: what is written into it would not come back. */
    'materials.copyTo': ({ id, fileToken }) => {
      const folder = pathOf(fileToken)
      const { name } = noteLook(id, 'copy')
      const copy = join(folder, name)
      writeAtomically(copy, contentOf(id))
      chmodSync(copy, 0o400)
      noteAct(vault.db(), 'material.copy', id, stampOf(service))
      return { name }
    },

    'materials.setPhoto': ({ personId, jpegBase64 }) => {
      const picture = plainJpeg(Buffer.from(jpegBase64, 'base64'))
      if (!picture || Math.max(picture.width, picture.height) > longestPhotoSide) throw new AppError('INVALID_INPUT', { fields: [{ path: 'jpegBase64', message: '不是完整的照片。' }] })
      const db = vault.db()
      return db.transaction(() => {
        const owner = nameOf(db, personId)
        const stamp = stampOf(service)
        const before = materialsOf(db, personId).filter(({ kind, isDeleted }) => kind === 'photo' && !isDeleted)
        const id = newId()
        const sha256 = storeContent(db, vault.folder, picture.bytes)
        if (before.some((photo) => photo.sha256 === sha256)) return memberFileOf(service, personId)
        recordOperation(db, { id: newId(), act: 'person.photo', entityId: personId, stamp, name: () => owner, things: [id, ...before.map((photo) => photo.id)].map((each) => ({ kind: 'material', id: each })) }, () => {
          for (const photo of before) setMaterialDeleted(db, photo.id, stamp.at)
          putMaterial(db, { id, personId, kind: 'photo', name: '照片.jpg', media: 'jpeg', size: picture.bytes.length, pages: null, datedOn: null, sha256, addedAt: stamp.at, who: stamp.who, materialCode: null, isDeleted: false })
        })
        noteAct(db, 'person.photo', personId, stamp)
        return memberFileOf(service, personId)
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
