import { useEffect } from 'react'
import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { MaterialKind, MemberFile, Sanction } from '../../../shared/domain/memberFile.ts'
import { fieldCodes, type FieldCode } from '../../../shared/domain/memberFields.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { offerUndo } from '../journal/index.ts'
import { onResume, registerSaver, showFailed, showSaved, showSaving } from '../session/index.ts'

/** A value that was asked for is in sight for so long. In milliseconds. */
export const shownFor = 30_000

interface MemberFileState {
  id: string | null
  file: MemberFile | null
  /** The file could not be read. */
  failure: ApiError | null
  /** The last act failed. */
  error: ApiError | null
  busy: boolean
  /** What is typed and not stored yet, and why what was typed does not fit. */
  drafts: Partial<Record<FieldCode, string>>
  refused: Partial<Record<FieldCode, string>>
  /** Sensitive values in sight, for half a minute. */
  revealed: Partial<Record<FieldCode, string>>
  sanctions: Sanction[] | null
  /** What was just copied. */
  copied: FieldCode | null
  /** How often something was looked at or copied here: the list of who looked is another one then. */
  looks: number
  refusedFiles: { name: string; message: string }[]
  open(id: string): Promise<void>
  close(): void
  reread(): Promise<void>
  edit(code: FieldCode, text: string | null): void
  leaveField(code: FieldCode): Promise<void>
  empty(code: FieldCode): Promise<void>
  reveal(code: FieldCode): Promise<void>
  hide(code: FieldCode): void
  copy(code: FieldCode): Promise<void>
  showSanctions(): Promise<void>
  hideSanctions(): void
  /** One act of the officer: told above, shown below, offered to take back. Answers whether it was done. */
  act(what: (id: string) => Promise<MemberFile | void>, undoable?: boolean): Promise<boolean>
  addMaterials(tokens: readonly string[], kind: MaterialKind): Promise<void>
  forget(what: 'error' | 'refusedFiles'): void
}

const closed = { id: null, file: null, failure: null, error: null, busy: false, drafts: {}, refused: {}, revealed: {}, sanctions: null, copied: null, looks: 0, refusedFiles: [] }
const without = <V>(record: Partial<Record<FieldCode, V>>, code: FieldCode): Partial<Record<FieldCode, V>> => Object.fromEntries(Object.entries(record).filter(([key]) => key !== code)) as Partial<Record<FieldCode, V>>

const changeListeners = new Set<(id: string) => void>()
/** Hears when something about a person was changed here: lists show it too. Answers the function that ends the listening. */
export function onMemberChanged(listener: (id: string) => void): () => void {
  changeListeners.add(listener)
  return () => { changeListeners.delete(listener) }
}

const timers = new Map<string, ReturnType<typeof setTimeout>>()
function after(what: string, then: () => void): void {
  clearTimeout(timers.get(what))
  timers.set(what, setTimeout(then, shownFor))
}

/** The act that runs, or the last one. */
let acting: Promise<void> = Promise.resolve()

/** The file that is open. */
export const useMemberFile = create<MemberFileState>()((set, get) => {
  const changed = (id: string) => { for (const listener of changeListeners) listener(id) }
  /** After an undo: the file, should it still be open, and the lists. */
  const showAgain = (id: string) => async () => {
    if (get().id === id) await get().reread()
    changed(id)
  }
  /** Saves fields as they were typed; those that do not fit stay in the fields with the reason. Answers whether the call went through. */
  const save = async (fields: NonNullable<Input<'members.save'>['fields']>): Promise<boolean> => {
    const { id } = get()
    if (id === null) return true
    showSaving()
    try {
      const { refused, ...file } = await callApi('members.save', { id, fields })
      showSaved(now().toISOString())
      const isRefused = new Map(refused.map(({ code, message }) => [code, message]))
      if (get().id !== id) return true
      set((state) => {
        let { drafts, refused: known } = state
        for (const code of fieldCodes) {
          if (!(code in fields)) continue
          const message = isRefused.get(code)
          // Typed on meanwhile, it is saved when the field is left again.
          if (message === undefined && (state.drafts[code] ?? '') === (fields[code] ?? '')) drafts = without(drafts, code)
          known = message === undefined ? without(known, code) : { ...known, [code]: message }
        }
        return { file, drafts, refused: known, error: null, revealed: Object.fromEntries(Object.entries(state.revealed).filter(([code]) => !(code in fields))) }
      })
      // No offer to undo: the journal takes back a whole sitting, which would be more than the field that was just left.
      changed(id)
      return true
    } catch (thrown) {
      const error = asApiError(thrown)
      showFailed(error)
      if (get().id === id) set({ error })
      return false
    }
  }
  /** What is typed and was not refused. */
  const waiting = () => fieldCodes.filter((code) => get().drafts[code] !== undefined && get().refused[code] === undefined)

  registerSaver({
    hasUnsaved: () => waiting().length > 0,
    flush: async () => {
      const codes = waiting()
      return codes.length === 0 || save(Object.fromEntries(codes.map((code) => [code, get().drafts[code] ?? ''])))
    },
    retry: () => {
      const codes = waiting()
      if (codes.length > 0) void save(Object.fromEntries(codes.map((code) => [code, get().drafts[code] ?? ''])))
    },
  })
  onResume(() => { void get().reread() })

  return {
    ...closed,

    open: async (id) => {
      if (get().id === id) return get().reread()
      for (const timer of timers.values()) clearTimeout(timer)
      set({ ...closed, id })
      await get().reread()
    },
    close: () => {
      for (const timer of timers.values()) clearTimeout(timer)
      set(closed)
    },
    reread: async () => {
      const { id } = get()
      if (id === null) return
      try {
        const file = await callApi('members.get', { id })
        if (get().id === id) set({ file, failure: null })
      } catch (thrown) {
        if (get().id === id) set({ failure: asApiError(thrown), file: null })
      }
    },

    edit: (code, text) => set(({ drafts, refused }) => ({ drafts: text === null ? without(drafts, code) : { ...drafts, [code]: text }, refused: without(refused, code) })),
    leaveField: async (code) => {
      const { drafts, refused } = get()
      const typed = drafts[code]
      if (typed === undefined || refused[code] !== undefined) return
      await save({ [code]: typed })
    },
    empty: async (code) => {
      get().edit(code, null)
      await save({ [code]: null })
    },

    reveal: async (field) => {
      const { id } = get()
      if (id === null) return
      try {
        const { value } = await callApi('members.reveal', { id, field })
        if (get().id !== id) return
        set(({ revealed, looks }) => ({ revealed: { ...revealed, [field]: value }, looks: looks + 1, error: null }))
        after(field, () => get().hide(field))
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },
    hide: (field) => {
      clearTimeout(timers.get(field))
      set(({ revealed }) => ({ revealed: without(revealed, field) }))
    },
    copy: async (field) => {
      const { id } = get()
      if (id === null) return
      try {
        await callApi('app.copyPersonal', { id, field })
        set(({ looks }) => ({ copied: field, looks: looks + 1, error: null }))
        after('copied', () => set({ copied: null }))
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },
    showSanctions: async () => {
      const { id } = get()
      if (id === null) return
      try {
        const sanctions = await callApi('members.sanctions', { id })
        if (get().id !== id) return
        set(({ looks }) => ({ sanctions, looks: looks + 1, error: null }))
        after('sanctions', () => get().hideSanctions())
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },
    hideSanctions: () => {
      clearTimeout(timers.get('sanctions'))
      set({ sanctions: null })
    },

    act: async (what, undoable = true) => {
      // What comes while another act runs waits for it: a file dropped, a day left and the next chosen, none of it may vanish.
      const { id } = get()
      const before = acting
      let done = (): void => undefined
      acting = new Promise((resolve) => { done = resolve })
      await before
      if (id === null || get().id !== id) { done(); return false }
      const began = now()
      set({ busy: true, error: null })
      showSaving()
      try {
        const file = await what(id)
        showSaved(now().toISOString())
        if (get().id === id) {
          if (file) set({ file })
          else await get().reread()
        }
        if (get().sanctions !== null) await get().showSanctions()
        changed(id)
        if (undoable) void offerUndo(began, showAgain(id))
        return true
      } catch (thrown) {
        const error = asApiError(thrown)
        showFailed(error)
        if (get().id === id) set({ error })
        return false
      } finally {
        if (get().id === id) set({ busy: false })
        done()
      }
    },

    addMaterials: async (tokens, kind) => {
      set({ refusedFiles: [] })
      if (tokens.length === 0) return
      await get().act(async (personId) => {
        const { refused } = await callApi('materials.add', { personId, fileTokens: [...tokens], kind })
        set({ refusedFiles: refused })
      })
    },
    forget: (what) => set(what === 'error' ? { error: null } : { refusedFiles: [] }),
  }
})

/** How many views show the file: the panel beside the list, then the whole page. */
let holders = 0

/**
 * Opens the file for as long as a view shows it. From the panel to the page of the same person it stays open: closing and reading it anew
 * would empty the page just drawn, and lose what was said in it.
 */
export function useOpenFile(id: string): void {
  const { open, close } = useMemberFile.getState()
  useEffect(() => { void open(id) }, [open, id])
  useEffect(() => {
    holders++
    return () => {
      holders--
      // The view that follows takes it in the same turn.
      queueMicrotask(() => { if (holders === 0) close() })
    }
  }, [close])
}

export type Timeline = Output<'members.timeline'>
