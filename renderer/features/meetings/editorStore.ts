import { create } from 'zustand'
import type { Input } from '../../../shared/contract/index.ts'
import type { RosterEntry } from '../../../shared/domain/person.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { isOpenForWriting, type MeetingKind, type MeetingState } from '../../../shared/domain/meetingKinds.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { onResume, registerSaver, type Begin } from '../session/index.ts'
import { asStored, draftOf, emptyItem, moved, preparedDraft, sameText, toSave, type Draft, type DraftItem, type Head } from './draft.ts'
import { fieldOf } from './fields.ts'
import { createSaveLoop, type SaveLoop } from './saveLoop.ts'
import { undoHistories } from './undo.ts'

interface EditorState {
  meetingId: string
  draft: Draft | null
  /** Everybody in the branch on the meeting's day; null while it is read. */
  roster: RosterEntry[] | null
  /** The record could not be opened at all. */
  failure: ApiError | null
  /** The last save was refused. */
  saveFailure: ApiError | null
  /** 0 until the first save. */
  revision: number
  state: MeetingState
  /** How often it was finalised. */
  version: number
  supplementedOn: IsoDate | null
  /** The agenda of the last meeting of the kind, offered to a new one. */
  heads: Head[]
  /** An item of the agenda that was just deleted, and where it stood. */
  removed: { item: DraftItem; index: number } | null
  /** `begin`: what is known of a new one. */
  open(meetingId: string, newKind: MeetingKind | null, begin?: Begin): Promise<void>
  close(): void
  edit(change: (draft: Draft) => Partial<Draft>): void
  editItem(id: string, change: (item: DraftItem) => Partial<DraftItem>): void
  setDay(day: IsoDate): Promise<void>
  /** The 党小组 whose meeting it is, with its leader as chair. */
  setGroup(group: string): Promise<void>
  takeHeads(): void
  /** Takes the last change back, or makes it again; answers the field that changed, null where there is nothing. */
  undo(way: 'back' | 'forth'): string | null
  /** Takes over what the service answered to an act on the whole record: 定稿, 更正, a state. */
  adopt(meeting: Meeting): void
  addItem(after: string | null): string
  moveItem(id: string, to: number): void
  removeItem(id: string): void
  putBack(): void
  forgetRemoved(): void
  /** Answers whether everything is stored. */
  flush(): Promise<boolean>
}

const histories = undoHistories<Draft>(asStored)
let loop: SaveLoop | null = null
let endings: (() => void)[] = []
/** The title as the service proposed it, and the day it was for; while it stands, another year gives another number. */
let proposedTitle = ''
let proposedFor: IsoDate = ''

const closed = { meetingId: '', draft: null, roster: null, failure: null, saveFailure: null, revision: 0, state: 'draft' as MeetingState, version: 0, supplementedOn: null, heads: [], removed: null }

/** The one record that is being written down. */
export const useEditor = create<EditorState>()((set, get) => ({
  ...closed,

  open: async (meetingId, newKind, { heldOn = today(), group = '', elements = {}, agenda = [] } = {}) => {
    get().close()
    set({ ...closed, meetingId })
    try {
      if (newKind !== null) {
        const prepared = preparedDraft(await callApi('meetings.prepare', { kind: newKind, heldOn, group }))
        prepared.draft.elements = { ...prepared.draft.elements, ...elements }
        prepared.draft.agenda = agenda.map((item) => ({ ...emptyItem(item), report: item.report }))
        proposedTitle = prepared.draft.title
        proposedFor = prepared.draft.heldOn
        if (get().meetingId === meetingId) set(prepared)
      } else {
        const meeting = await callApi('meetings.get', { id: meetingId })
        proposedTitle = ''
        if (get().meetingId === meetingId) get().adopt(meeting)
      }
      await readRoster()
    } catch (thrown) {
      if (get().meetingId === meetingId) set({ failure: asApiError(thrown) })
      return
    }
    const opened = get().draft
    if (get().meetingId !== meetingId || !opened) return
    histories.open(meetingId, opened)
    const own = createSaveLoop(write, (saveFailure) => set({ saveFailure }))
    loop = own
    endings = [registerSaver({ ...own, overRestored }), onResume(own.retry), onResume(() => void followDay()), () => own.stop()]
  },

  close: () => {
    const { draft, meetingId } = get()
    if (draft) histories.close(meetingId, draft)
    endings.forEach((end) => end())
    endings = []
    loop = null
    unanswered = null
    set(closed)
  },

  edit: (change) => {
    const { draft, state } = get()
    if (!draft || !isOpenForWriting(state)) return
    histories.remember(get().meetingId, draft, fieldOf(document.activeElement), performance.now())
    set({ draft: { ...draft, ...change(draft) } })
    loop?.changed()
  },

  editItem: (id, change) => get().edit(({ agenda }) => ({ agenda: agenda.map((item) => (item.id === id ? { ...item, ...change(item) } : item)) })),

  setDay: async (day) => {
    const before = get().draft
    if (!before || before.heldOn === day) return
    get().edit(() => ({ heldOn: day }))
    await followDay()
  },

  setGroup: async (group) => {
    const before = get().draft
    if (!before || before.group === group) return
    get().edit(() => ({ group }))
    if (before.title !== proposedTitle) return
    try {
      const { draft, heads } = preparedDraft(await callApi('meetings.prepare', { kind: before.kind, heldOn: before.heldOn, group }))
      proposedTitle = draft.title
      proposedFor = draft.heldOn
      set({ heads })
      get().edit((now) => ({ title: draft.title, chair: draft.chair, place: now.place || draft.place, copiedFrom: draft.copiedFrom }))
    } catch (thrown) {
      set({ saveFailure: asApiError(thrown) })
    }
  },

  undo: (way) => {
    const { draft, state, meetingId } = get()
    if (!draft || !isOpenForWriting(state)) return null
    const found = histories.step(meetingId, draft, way)
    if (!found) return null
    set({ draft: found.draft, removed: null })
    loop?.changed()
    return found.field
  },

  takeHeads: () => {
    const { heads } = get()
    set({ heads: [] })
    get().edit(({ agenda }) => ({ agenda: [...agenda, ...heads.map((head) => emptyItem(head))] }))
  },

  adopt: (meeting) => set({ draft: draftOf(meeting), revision: meeting.revision, state: meeting.state, version: meeting.version, supplementedOn: meeting.supplementedOn }),

  addItem: (after) => {
    const item = emptyItem()
    get().edit(({ agenda }) => {
      const at = after === null ? agenda.length : agenda.findIndex(({ id }) => id === after) + 1
      return { agenda: [...agenda.slice(0, at), item, ...agenda.slice(at)] }
    })
    return item.id
  },

  moveItem: (id, to) => get().edit(({ agenda }) => {
    const from = agenda.findIndex((item) => item.id === id)
    return { agenda: to < 0 || to >= agenda.length ? agenda : moved(agenda, from, to) }
  }),

  removeItem: (id) => {
    const index = get().draft?.agenda.findIndex((item) => item.id === id) ?? -1
    const item = get().draft?.agenda[index]
    if (!item) return
    get().edit(({ agenda }) => ({ agenda: agenda.filter((other) => other.id !== id) }))
    set({ removed: { item, index } })
  },

  putBack: () => {
    const { removed } = get()
    if (!removed) return
    set({ removed: null })
    get().edit(({ agenda }) => ({ agenda: [...agenda.slice(0, removed.index), removed.item, ...agenda.slice(removed.index)] }))
  },

  forgetRemoved: () => set({ removed: null }),

  flush: async () => (loop ? loop.flush() : true),
}))

/** What follows from the day: its roster, and the title while it is the proposed one. Again after an interruption, which may have cost the answer. */
async function followDay(): Promise<void> {
  const { meetingId } = useEditor.getState()
  try {
    await readRoster()
    const { draft } = useEditor.getState()
    if (!draft || proposedTitle === '' || draft.title !== proposedTitle || proposedFor.slice(0, 7) === draft.heldOn.slice(0, 7)) return
    const { title, heldOn } = await callApi('meetings.prepare', { kind: draft.kind, heldOn: draft.heldOn, group: draft.group })
    const now = useEditor.getState()
    if (now.meetingId !== meetingId || now.draft?.heldOn !== heldOn || now.draft.title !== proposedTitle) return
    proposedTitle = title
    proposedFor = heldOn
    now.edit(() => ({ title }))
  } catch (thrown) {
    if (useEditor.getState().meetingId === meetingId) useEditor.setState({ saveFailure: asApiError(thrown) })
  }
}

async function readRoster(): Promise<void> {
  const { draft, meetingId } = useEditor.getState()
  if (!draft) return
  const roster = await callApi('members.rosterOn', { date: draft.heldOn })
  const now = useEditor.getState()
  if (now.meetingId === meetingId && now.draft?.heldOn === draft.heldOn) useEditor.setState({ roster })
}

/** A restore under the open record: its text is newer than what is stored now, which may be an older revision, or nothing. */
async function overRestored(): Promise<void> {
  const { meetingId, draft } = useEditor.getState()
  if (!draft) return
  const stored = await callApi('meetings.get', { id: meetingId }).catch((thrown: unknown) => {
    if (asApiError(thrown).code === 'NOT_FOUND') return null
    throw thrown
  })
  if (useEditor.getState().meetingId !== meetingId) return
  unanswered = null
  useEditor.setState({ revision: stored?.revision ?? 0 })
  if (!stored || !sameText(stored, toSave(draft, meetingId, stored.revision))) loop?.changed()
}

/** What was sent and not answered: the service may have stored it before it stopped. */
let unanswered: Input<'meetings.save'> | null = null

async function write(): Promise<string> {
  const { draft, meetingId } = useEditor.getState()
  if (!draft) throw new Error('nothing to save')
  if (unanswered) await adoptUnanswered(unanswered)
  const sent = toSave(draft, meetingId, useEditor.getState().revision)
  unanswered = sent
  try {
    const saved = await callApi('meetings.save', sent)
    if (useEditor.getState().meetingId === meetingId) useEditor.setState({ revision: saved.revision, state: saved.state })
    unanswered = null
    return saved.savedAt
  } catch (thrown) {
    if (asApiError(thrown).code !== 'SERVICE_STOPPED') unanswered = null
    throw thrown
  }
}

/** Takes over the revision of a save whose answer was lost, if it was stored; else what is there came from elsewhere and the next save says so. */
async function adoptUnanswered(sent: Input<'meetings.save'>): Promise<void> {
  const stored = await callApi('meetings.get', { id: sent.id ?? '' }).catch((thrown: unknown) => {
    if (asApiError(thrown).code === 'NOT_FOUND') return null
    throw thrown
  })
  if (stored && sameText(stored, sent) && useEditor.getState().meetingId === stored.id) useEditor.setState({ revision: stored.revision })
  unanswered = null
}
