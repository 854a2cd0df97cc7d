import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ImportTarget } from '../../../shared/domain/importTargets.ts'
import type { PersonStatus } from '../../../shared/domain/person.ts'
import { base64Of } from '../../lib/base64Of.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { registerTyped, showFailed, showSaved, showSaving } from '../session/index.ts'

export type Imported = Output<'members.importFile'>
export type ImportRow = Imported['rows'][number]
export type ImportColumn = Imported['columns'][number]
export type Progress = Output<'members.importProgress'>
type Decision = NonNullable<Input<'members.importFile'>['decisions']>[number]
type Source = Pick<Input<'members.importFile'>, 'fileToken' | 'text' | 'base64' | 'name'>

/** What the officer chose beside the rows. */
interface Settings { sheet?: number; asOf?: IsoDate; defaultStatus?: PersonStatus; mapping: Map<number, ImportTarget> }
export interface Done { counts: Imported['counts']; operationId: string | undefined; undone: boolean }

interface ImportState {
  step: 'choose' | 'reading' | 'rows' | 'writing' | 'done'
  progress: Progress | null
  error: ApiError | null
  answer: Imported | null
  /** Cells that were pasted; still there where they could not be read. */
  pasted: string
  settings: Settings
  decisions: Map<number, Decision>
  /** Being read anew after a change; what stands here is the state before it. */
  busy: boolean
  /** The line whose reasons are shown beside. */
  selected: number | null
  done: Done | null
  readFile(): Promise<void>
  readDropped(file: File): Promise<void>
  setPasted(text: string): void
  readPasted(): Promise<void>
  stop(): Promise<void>
  startOver(): void
  refresh(): Promise<void>
  set(settings: Partial<Omit<Settings, 'mapping'>>): void
  map(column: number, target: ImportTarget): void
  decide(line: number, change: Partial<Decision>): void
  mend(line: number, column: number, text: string): void
  select(line: number | null): void
  commit(): Promise<void>
  undo(): Promise<void>
}

const empty = { progress: null, error: null, answer: null, busy: false, selected: null, done: null }
const noSettings = (): Settings => ({ mapping: new Map() })
/** Only the newest question is answered on the screen. */
let asked = 0

/** Tells how far it is while `work` runs. */
async function watched<R>(work: Promise<R>): Promise<R> {
  const timer = setInterval(() => {
    callApi('members.importProgress', {}).then((progress) => { if (['reading', 'writing'].includes(useImport.getState().step)) useImport.setState({ progress }) }).catch(() => undefined)
  }, 250)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/** One import, from the file to the line that tells what was done. It stays while the officer looks at another room. */
export const useImport = create<ImportState>()((set, get) => {
  const inputOf = (source: string): Input<'members.importFile'> => {
    const { settings: { mapping, ...settings }, decisions } = get()
    return { source, ...settings, mapping: [...mapping].map(([column, target]) => ({ column, target })), decisions: [...decisions.values()] }
  }
  const read = async (source: Source) => {
    const question = ++asked
    set({ ...empty, step: 'reading', settings: noSettings(), decisions: new Map() })
    try {
      const answer = await watched(callApi('members.importFile', source))
      if (question === asked) set({ ...empty, step: 'rows', answer })
    } catch (thrown) {
      const error = asApiError(thrown)
      if (question === asked) set({ ...empty, step: 'choose', error: error.code === 'TABLE_CANCELLED' ? null : error })
    }
  }
  const fail = (thrown: unknown) => {
    const error = asApiError(thrown)
    if (error.code === 'IMPORT_SOURCE_GONE') set({ ...empty, step: 'choose', error })
    else set({ busy: false, error })
  }
  return {
    step: 'choose',
    ...empty,
    pasted: '',
    settings: noSettings(),
    decisions: new Map(),
    readFile: async () => {
      set({ error: null })
      try {
        const { fileToken } = await callApi('dialogs.openTable', {})
        if (fileToken !== null) await read({ fileToken })
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },
    readDropped: async (file) => {
      try {
        await read({ base64: await base64Of(file), name: file.name })
      } catch (thrown) {
        set({ error: asApiError(thrown) })
      }
    },
    setPasted: (pasted) => set({ pasted }),
    readPasted: () => read({ text: get().pasted }),
    stop: async () => { await callApi('members.cancelImport', {}).catch(() => undefined) },
    startOver: () => {
      asked++
      set({ ...empty, step: 'choose', settings: noSettings(), decisions: new Map() })
    },
    refresh: async () => {
      const { answer, step } = get()
      if (!answer || step !== 'rows') return
      const question = ++asked
      set({ busy: true, error: null })
      try {
        const next = await callApi('members.importFile', inputOf(answer.source))
        if (question === asked) set({ answer: next, busy: false })
      } catch (thrown) {
        if (question === asked) fail(thrown)
      }
    },
    set: (settings) => {
      const before = get().settings
      const isOther = settings.sheet !== undefined && settings.sheet !== before.sheet
      // Another table has other columns and lines.
      set({ settings: { ...before, ...settings, ...(isOther ? { mapping: new Map() } : {}) }, ...(isOther ? { decisions: new Map(), selected: null } : {}) })
      void get().refresh()
    },
    map: (column, target) => {
      const { settings } = get()
      set({ settings: { ...settings, mapping: new Map(settings.mapping).set(column, target) } })
      void get().refresh()
    },
    decide: (line, change) => {
      const decisions = new Map(get().decisions)
      set({ decisions: decisions.set(line, { ...decisions.get(line), ...change, line }) })
      void get().refresh()
    },
    mend: (line, column, text) => {
      const cells = (get().decisions.get(line)?.cells ?? []).filter((cell) => cell.column !== column)
      get().decide(line, { cells: [...cells, { column, text }] })
    },
    select: (selected) => set({ selected }),
    commit: async () => {
      const { answer, step } = get()
      if (!answer || step !== 'rows') return
      set({ step: 'writing', error: null, progress: null })
      showSaving()
      try {
        const { counts, operationId } = await watched(callApi('members.importFile', { ...inputOf(answer.source), commit: true }))
        showSaved(now().toISOString())
        set({ ...empty, step: 'done', pasted: '', done: { counts, operationId, undone: false }, settings: noSettings(), decisions: new Map() })
      } catch (thrown) {
        const error = asApiError(thrown)
        set({ step: 'rows', progress: null })
        if (error.code === 'TABLE_CANCELLED') showSaved(now().toISOString())
        else {
          showFailed(error)
          fail(error)
        }
      }
    },
    undo: async () => {
      const { done, busy } = get()
      if (!done || busy) return
      set({ busy: true, error: null })
      try {
        await callApi('members.undoImport', done.operationId === undefined ? {} : { operationId: done.operationId })
        set({ busy: false, done: { ...done, undone: true } })
      } catch (thrown) {
        set({ busy: false, error: asApiError(thrown) })
      }
    },
  }
})
registerTyped(() => { const { step, pasted } = useImport.getState(); return step === 'rows' || (step === 'choose' && pasted.trim() !== '') })

/** Whether a row waits for the officer, or should be looked at. */
export const needsLook = ({ outcome, leftOut, findings }: ImportRow): boolean => !leftOut && (outcome === 'ask' || outcome === 'refuse' || findings.some(({ level }) => level !== 'note'))
