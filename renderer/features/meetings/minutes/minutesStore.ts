import { create } from 'zustand'
import type { Input } from '../../../../shared/contract/index.ts'
import { MinutesText, type MinutesFile, type MinutesMatter } from '../../../../shared/domain/minutes.ts'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { onResume, registerSaver, showSaved } from '../../session/index.ts'
import { moved } from '../draft.ts'
import { fieldOf } from '../fields.ts'
import { createSaveLoop, type SaveLoop } from '../saveLoop.ts'
import { undoHistories } from '../undo.ts'

type Facts = Omit<MinutesFile, 'minutes'>

interface MinutesStore {
  meetingId: string
  text: MinutesText | null
  /** What the service last said of it beside its text. */
  facts: Facts | null
  /** The 纪要 could not be opened at all. */
  failure: ApiError | null
  /** The last save was refused. */
  saveFailure: ApiError | null
  /** The heading of a matter that was just deleted. */
  removed: string | null
  open(meetingId: string): Promise<void>
  close(): void
  edit(change: (text: MinutesText) => Partial<MinutesText>): void
  editMatter(index: number, change: Partial<MinutesMatter>): void
  addMatter(): number
  moveMatter(from: number, to: number): void
  removeMatter(index: number): void
  /** Takes the last change back, or makes it again; answers the field that changed, null where there is nothing. */
  undo(way: 'back' | 'forth'): string | null
  /** Drafts anew from the record; what was there can be taken back, by undo and by `takeBack` after a restart too. */
  draftAnew(): Promise<void>
  takeBack(): Promise<void>
  finalize(): Promise<void>
  correct(reason: string): Promise<void>
  /** Answers whether everything is stored. */
  flush(): Promise<boolean>
}

const histories = undoHistories<MinutesText>((text) => JSON.stringify(text))
let loop: SaveLoop | null = null
let endings: (() => void)[] = []
const closed = { meetingId: '', text: null, facts: null, failure: null, saveFailure: null, removed: null }

/** The 纪要 that is being edited. Until the first change it is what the record gives, and nothing is stored. */
export const useMinutes = create<MinutesStore>()((set, get) => {
  const take = ({ minutes: text, ...facts }: MinutesFile) => set({ text, facts, saveFailure: null })
  /** What is on the screen is stored first: an act on the whole may not overtake it. */
  const stored = async (): Promise<Facts> => {
    const { facts } = (await get().flush()) ? get() : { facts: null }
    if (!facts) throw get().saveFailure ?? asApiError(null)
    return get().facts ?? facts
  }
  /** Another text in the place of this one, which undo brings back. */
  const replace = async (channel: 'minutes.draft' | 'minutes.takeBack') => {
    const { revision, meetingId } = await stored()
    const before = get().text
    const file = await callApi(channel, { meetingId, revision })
    if (get().meetingId !== meetingId) return
    if (before) histories.remember(meetingId, before, null, performance.now())
    take(file)
    if (file.savedAt !== null) showSaved(file.savedAt)
  }
  return {
    ...closed,

    open: async (meetingId) => {
      get().close()
      set({ ...closed, meetingId })
      try {
        const file = await callApi('minutes.get', { meetingId })
        if (get().meetingId !== meetingId) return
        take(file)
        histories.open(meetingId, file.minutes)
      } catch (thrown) {
        if (get().meetingId === meetingId) set({ failure: asApiError(thrown) })
        return
      }
      const own = createSaveLoop(write, (saveFailure) => set({ saveFailure }))
      loop = own
      endings = [registerSaver(own), onResume(own.retry), () => own.stop()]
    },

    close: () => {
      const { text, meetingId } = get()
      if (text) histories.close(meetingId, text)
      endings.forEach((end) => end())
      endings = []
      loop = null
      unanswered = null
      set(closed)
    },

    edit: (change) => {
      const { text, facts, meetingId } = get()
      if (!text || facts?.state === 'final') return
      histories.remember(meetingId, text, fieldOf(document.activeElement), performance.now())
      set({ text: { ...text, ...change(text) }, removed: null })
      loop?.changed()
    },

    editMatter: (index, change) => get().edit(({ items }) => ({ items: items.map((matter, at) => (at === index ? { ...matter, ...change } : matter)) })),

    addMatter: () => {
      get().edit(({ items }) => ({ items: [...items, { heading: '', text: '', settles: true }] }))
      return (get().text?.items.length ?? 1) - 1
    },

    moveMatter: (from, to) => get().edit(({ items }) => ({ items: to < 0 || to >= items.length ? items : moved(items, from, to) })),

    removeMatter: (index) => {
      const removed = get().text?.items[index]?.heading ?? null
      get().edit(({ items }) => ({ items: items.filter((_, at) => at !== index) }))
      set({ removed })
    },

    undo: (way) => {
      const { text, facts, meetingId } = get()
      if (!text || facts?.state === 'final') return null
      const found = histories.step(meetingId, text, way)
      if (!found) return null
      set({ text: found.draft, removed: null })
      loop?.changed()
      return found.field
    },

    draftAnew: () => replace('minutes.draft'),
    takeBack: () => replace('minutes.takeBack'),

    finalize: async () => {
      const { revision, meetingId } = await stored()
      const file = await callApi('minutes.finalize', { meetingId, revision })
      if (get().meetingId === meetingId) take(file)
      if (file.savedAt !== null) showSaved(file.savedAt)
    },

    correct: async (reason) => {
      const { meetingId } = get()
      const file = await callApi('minutes.correct', { meetingId, reason })
      if (get().meetingId === meetingId) take(file)
    },

    flush: async () => (loop ? loop.flush() : true),
  }
})

/** What was sent and not answered: the service may have stored it before it stopped. */
let unanswered: Input<'minutes.save'> | null = null

async function write(): Promise<string> {
  const { text, meetingId } = useMinutes.getState()
  if (!text) throw new Error('nothing to save')
  if (unanswered) await adoptUnanswered(unanswered)
  const sent = { ...text, meetingId, revision: useMinutes.getState().facts?.revision ?? 0 }
  unanswered = sent
  try {
    const { minutes: _minutes, ...facts } = await callApi('minutes.save', sent)
    if (useMinutes.getState().meetingId === meetingId) useMinutes.setState({ facts })
    unanswered = null
    return facts.savedAt ?? ''
  } catch (thrown) {
    if (asApiError(thrown).code !== 'SERVICE_STOPPED') unanswered = null
    throw thrown
  }
}

/** Takes over the revision of a save whose answer was lost, if it was stored; else the next save answers CONFLICT, and rightly. */
async function adoptUnanswered({ meetingId, revision: _revision, ...sent }: Input<'minutes.save'>): Promise<void> {
  const { minutes, ...facts } = await callApi('minutes.get', { meetingId })
  if (JSON.stringify(MinutesText.parse(sent)) === JSON.stringify(MinutesText.parse(minutes)) && useMinutes.getState().meetingId === meetingId) useMinutes.setState({ facts })
  unanswered = null
}
