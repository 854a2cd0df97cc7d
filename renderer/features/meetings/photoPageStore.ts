import { create } from 'zustand'
import type { PagePhoto } from '../../../shared/domain/photoPage.ts'
import { callApi } from '../../lib/callApi.ts'
import { onResume, registerSaver } from '../session/index.ts'
import { createSaveLoop, type SaveLoop } from './saveLoop.ts'

interface PhotoPageState {
  meetingId: string
  /** The photos in the order and with the captions of the screen, saved or about to be. */
  photos: PagePhoto[]
  /** What the service has of the page. The order and the captions of this screen are newer and stay. */
  show(meetingId: string, stored: readonly PagePhoto[]): void
  close(): void
  write(id: string, caption: string): void
  /** To another place of the page; nothing where there is none. */
  move(id: string, to: number): void
  /** Takes a photo out of what is saved, before it is taken off the page. */
  leaveOut(id: string): Promise<void>
}

/** The page that is open, as its loop saves it: also after the screen went on to another. */
let page: { meetingId: string; photos: PagePhoto[] } = { meetingId: '', photos: [] }
let loop: SaveLoop | null = null
let endings: (() => void)[] = []

/** The page of chosen photos of the record that is open. It is saved by itself, as the record is. */
export const usePhotoPage = create<PhotoPageState>()((set, get) => {
  const put = (photos: PagePhoto[]) => {
    page.photos = photos
    set({ photos })
  }
  const close = () => {
    for (const end of endings) end()
    endings = []
    loop = null
  }
  const change = (photos: PagePhoto[]) => {
    put(photos)
    loop?.changed()
  }
  return {
    meetingId: '',
    photos: [],

    show: (meetingId, stored) => {
      if (get().meetingId !== meetingId) {
        close()
        // Why a save failed is told at the top of the window, with the way to try again.
        const opened = { meetingId, photos: [] as PagePhoto[] }
        const own = createSaveLoop(async () => (await callApi('attachments.arrangePage', { meetingId, photos: opened.photos.map(({ id, caption }) => ({ id, caption })) })).savedAt, () => undefined)
        page = opened
        loop = own
        endings = [registerSaver(own), onResume(own.retry), () => void own.flush().finally(own.stop)]
        set(opened)
      }
      const { photos } = get()
      const kept = photos.filter(({ id }) => stored.some((photo) => photo.id === id))
      const shown = [...kept, ...stored.filter(({ id }) => !kept.some((photo) => photo.id === id))]
      // The same page is the same list, so that nothing is drawn anew.
      if (shown.length !== photos.length || shown.some((photo, index) => photo !== photos[index])) put(shown)
    },

    close: () => {
      close()
      set({ meetingId: '', photos: [] })
    },

    write: (id, caption) => change(get().photos.map((photo) => (photo.id === id ? { ...photo, caption } : photo))),

    move: (id, to) => {
      const { photos } = get()
      const moved = photos.find((photo) => photo.id === id)
      if (!moved || to < 0 || to >= photos.length || photos[to] === moved) return
      change(photos.filter((photo) => photo !== moved).toSpliced(to, 0, moved))
    },

    leaveOut: async (id) => {
      await loop?.flush()
      put(get().photos.filter((photo) => photo.id !== id))
    },
  }
})
