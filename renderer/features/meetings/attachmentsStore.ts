import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { largestAttachment, type Attachment, type AttachmentRole } from '../../../shared/domain/attachment.ts'
import { base64Of } from '../../lib/base64Of.ts'
import { ApiError, asApiError, callApi } from '../../lib/callApi.ts'
import { clockTime, now, today } from '../../lib/clock.ts'
import { useEditor } from './editorStore.ts'
import { uprightJpeg } from './uprightJpeg.ts'
import { usePhotoPage } from './photoPageStore.ts'

interface Refusal { name: string; message: string }
type List = Output<'attachments.list'>

interface AttachmentsState {
  meetingId: string
  /** Null until the first answer. */
  list: List | null
  /** The list could not be read. */
  failure: ApiError | null
  /** The last act failed. */
  error: ApiError | null
  adding: { done: number; total: number } | null
  /** Files that were not added, and why. */
  refused: Refusal[]
  /** Whose files are gone or not whole, as far as was looked; and the one that was just found again, and where. */
  broken: ReadonlySet<string>
  foundAgain: { name: string; from: string } | null
  findAgain(attachment: Attachment): Promise<void>
  noteBroken(id: string): void
  /** What was just deleted. */
  justRemoved: Attachment | null
  /** Reads the list; a record that is not stored yet has none. */
  read(meetingId: string, isStored: boolean): Promise<void>
  close(): void
  choose(role: AttachmentRole): Promise<void>
  addFiles(files: readonly File[], role: AttachmentRole): Promise<void>
  describe(id: string, change: { name?: string; role?: AttachmentRole }): Promise<void>
  remove(attachment: Attachment): Promise<void>
  restore(id: string): Promise<void>
  open(id: string): Promise<void>
  /** The photo that is being made for the page. */
  putting: string | null
  putOnPage(attachment: Attachment): Promise<void>
  takeOffPage(id: string): Promise<void>
  forget(what: 'refused' | 'justRemoved' | 'error' | 'foundAgain'): void
}

const nothing: List = { attachments: [], removed: [], signed: false, page: [] }
const closed = { meetingId: '', list: null, failure: null, error: null, adding: null, refused: [], justRemoved: null, putting: null, broken: new Set<string>(), foundAgain: null }

/** The attachments of the record that is open. */
export const useAttachments = create<AttachmentsState>()((set, get) => {
  const reread = async () => {
    const { meetingId } = get()
    const list = await callApi('attachments.list', { meetingId })
    if (get().meetingId !== meetingId) return
    set({ list })
    void callApi('damage.brokenAttachments', { meetingId }).then(({ ids }) => { for (const id of ids) get().noteBroken(id) }, () => undefined)
    usePhotoPage.getState().show(meetingId, list.page)
  }
  /** Does one thing, tells why where it failed, and shows the list as it is afterwards. */
  const act = async (what: () => Promise<unknown>) => {
    const { meetingId } = get()
    set({ error: null })
    const failed = await what().then(() => null, asApiError)
    await reread().catch(() => undefined)
    if (failed && get().meetingId === meetingId) set({ error: failed })
  }
  /** Adds one file after the other: each that stands in the list is stored, whatever becomes of the next. */
  const addAll = async <F>(files: readonly F[], add: (file: F, meetingId: string) => Promise<Refusal[]>) => {
    const { meetingId, adding } = get()
    if (adding || files.length === 0) return
    set({ adding: { done: 0, total: files.length }, refused: [] })
    await act(async () => {
      await storeRecord()
      for (const [index, file] of files.entries()) {
        const refused = await add(file, meetingId)
        if (refused.length === 0) await reread()
        if (get().meetingId !== meetingId) return
        set((state) => ({ adding: { done: index + 1, total: files.length }, refused: [...state.refused, ...refused] }))
      }
    })
    if (get().meetingId === meetingId) set({ adding: null })
  }

  return {
    ...closed,

    read: async (meetingId, isStored) => {
      if (get().meetingId !== meetingId) set({ ...closed, meetingId })
      if (!isStored) {
        usePhotoPage.getState().show(meetingId, [])
        return set({ list: nothing })
      }
      try {
        await reread()
        set({ failure: null })
      } catch (thrown) {
        if (get().meetingId === meetingId) set({ failure: asApiError(thrown) })
      }
    },

    close: () => {
      usePhotoPage.getState().close()
      set(closed)
    },

    choose: async (role) => {
      try {
        const { files } = await callApi('dialogs.openFiles', {})
        await addAll(files, async ({ fileToken }, meetingId) => (await callApi('attachments.add', { meetingId, fileTokens: [fileToken], role })).refused)
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },

    addFiles: (files, role) => addAll(files, async (file, meetingId) => {
      try {
        if (file.size > largestAttachment) throw new ApiError({ code: 'FILE_TOO_LARGE', message: '', params: { name: file.name } })
        // A dropped folder, and a file that is empty, have nothing to send.
        if (file.size === 0) throw new ApiError({ code: 'FILE_TYPE_REFUSED', message: '', params: { name: file.name, reason: '文件是空的，或是文件夹' } })
        await callApi('attachments.addBytes', { meetingId, name: file.name, base64: await base64Of(file), role })
        return []
      } catch (thrown) {
        const { code, sentence } = asApiError(thrown)
        if (code === 'LOCKED' || code === 'SERVICE_STOPPED' || code === 'DISK_FULL' || code === 'NOT_FOUND') throw thrown
        return [{ name: file.name, message: sentence.happened }]
      }
    }),

    describe: (id, change) => act(() => callApi('attachments.describe', { id, ...change })),

    remove: (attachment) => act(async () => {
      await callApi('attachments.remove', { id: attachment.id })
      set({ justRemoved: attachment })
    }),

    restore: (id) => act(async () => {
      await callApi('attachments.restore', { id })
      if (get().justRemoved?.id === id) set({ justRemoved: null })
    }),

    open: (id) => act(() => callApi('attachments.open', { id })),

    findAgain: (attachment) => act(async () => {
      const { placeName } = await callApi('damage.findAttachment', { id: attachment.id })
      set(({ broken }) => ({ broken: new Set([...broken].filter((id) => id !== attachment.id)), foundAgain: { name: attachment.name, from: placeName } }))
    }),

    noteBroken: (id) => {
      if (!get().broken.has(id)) set(({ broken }) => ({ broken: new Set([...broken, id]) }))
    },

    putOnPage: async (attachment) => {
      if (get().putting !== null) return
      const { id, name } = attachment
      set({ putting: id })
      await act(async () => {
        const { blob } = await contentOf(id)
        const picture = await uprightJpeg(blob).catch((): never => { throw new ApiError({ code: 'PHOTO_UNREADABLE', message: '', params: { name } }) })
        await callApi('attachments.putOnPage', { id, jpegBase64: await base64Of(picture.blob), width: picture.width, height: picture.height })
      })
      set({ putting: null })
    },

    takeOffPage: (id) => act(async () => {
      await usePhotoPage.getState().leaveOut(id)
      await callApi('attachments.takeOffPage', { id })
    }),

    forget: (what) => set({ [what]: what === 'refused' ? [] : null }),
  }
})

/** An attachment belongs to a stored record: a new one is saved first, even if nothing was written into it yet. */
async function storeRecord(): Promise<void> {
  const { flush, edit, revision } = useEditor.getState()
  if (revision === 0) edit(() => ({}))
  if (!(await flush())) throw useEditor.getState().saveFailure
}

/** A pasted picture has no name of its own. */
export const pastedName = (): string => `截图${today()} ${clockTime(now().toISOString()).replace(':', '时')}分.png`

/** The bytes of an attachment, for drawing. */
export const contentOf = async (id: string): Promise<Picture> => pictureOf(await callApi('attachments.content', { id }))

export interface Picture { blob: Blob; base64: string }
/** The same of any file that came as base64. */
export function pictureOf({ base64, media }: { base64: string; media: Attachment['media'] }): Picture {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return { base64, blob: new Blob([bytes], { type: media === 'pdf' ? 'application/pdf' : `image/${media}` }) }
}
