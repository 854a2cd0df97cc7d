import { create } from 'zustand'
import type { WorkspaceStatus } from '../../../shared/contract/index.ts'
import type { RecoverySheet, WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { asApiError, callApi, onLocked, onServiceStopped, type ApiError } from '../../lib/callApi.ts'
import { followClock } from '../../lib/clock.ts'
import { askingSecret, beginWait } from './wait.ts'

interface SessionState {
  status: WorkspaceStatus | null
  /** A failure to learn the status at all. */
  failure: ApiError | null
  /** The service lost its key while the desk was open: a password box lies over the desk, and nothing on it is lost. */
  interrupted: boolean
  sheet: RecoverySheet | null
  /** What was done that the sheet follows from, told above it. */
  sheetNote: string
  refresh(): Promise<void>
  unlock(password: string): Promise<void>
  recover(recoveryCode: string, newPassword: string): Promise<void>
  showSheet(sheet: RecoverySheet): void
  /** A new code for an open desk: it is to be typed back before work goes on. */
  renewed(sheet: RecoverySheet, note: string): void
  opened(info: WorkspaceInfo): void
  resume(password: string): Promise<void>
}

/** Refusals that are told where the password was typed; any other has a screen of its own. */
const staysAtBox: readonly ErrorCode[] = ['WRONG_PASSWORD', 'TOO_MANY_ATTEMPTS', 'INTERNAL']

const openStatus = (info: WorkspaceInfo): WorkspaceStatus => ({ state: 'open', problem: null, params: {}, info, now: new Date().toISOString() })

export const useSession = create<SessionState>()((set, get) => ({
  status: null,
  failure: null,
  interrupted: false,
  sheet: null,
  sheetNote: '',
  refresh: async () => {
    try {
      const status = await callApi('workspace.status', {})
      followClock(status.now)
      beginWait(status.wait ?? 0)
      set({ status, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  unlock: async (password) => {
    try {
      get().opened(await askingSecret(callApi('workspace.unlock', { password })))
    } catch (thrown) {
      const error = asApiError(thrown)
      // What is wrong with the files has a screen of its own; a wrong password stays where it was typed.
      if (!staysAtBox.includes(error.code)) set({ status: { state: 'problem', problem: error.code, params: {}, info: null, now: new Date().toISOString() }, failure: error })
      throw error
    }
  },
  recover: async (recoveryCode, newPassword) => {
    const sheet = await askingSecret(callApi('workspace.recover', { recoveryCode, newPassword }))
    // The desk is open from here on, and locks itself as any open desk does.
    const status = await callApi('workspace.status', {}).catch(() => get().status)
    set({ sheet, sheetNote: '新口令已设好。', status })
  },
  showSheet: (sheet) => set({ sheet }),
  renewed: (sheet, sheetNote) => set(({ status }) => ({ sheet, sheetNote, status: status?.info ? openStatus({ ...status.info, recoveryConfirmed: false }) : status })),
  opened: (info) => set({ status: openStatus(info), sheet: null, sheetNote: '', failure: null }),
  resume: async (password) => {
    const info = await askingSecret(callApi('workspace.unlock', { password }))
    set({ status: openStatus(info), interrupted: false })
    resumeListeners.forEach((listener) => listener())
  },
}))

const resumeListeners = new Set<() => void>()
/** Hears when work goes on after an interruption: unsaved work is saved then. */
export function onResume(listener: () => void): () => void {
  resumeListeners.add(listener)
  return () => { resumeListeners.delete(listener) }
}

function interrupt(): void {
  if (useSession.getState().status?.state === 'open') useSession.setState({ interrupted: true })
  else void useSession.getState().refresh()
}
onServiceStopped(interrupt)
onLocked(interrupt)
