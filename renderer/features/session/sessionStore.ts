import { create } from 'zustand'
import type { WorkspaceStatus } from '../../../shared/contract/index.ts'
import type { RecoverySheet, WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { asApiError, callApi, onLocked, onServiceStopped, type ApiError } from '../../lib/callApi.ts'
import { followClock } from '../../lib/clock.ts'

interface SessionState {
  status: WorkspaceStatus | null
  /** A failure to learn the status at all. */
  failure: ApiError | null
  /** The service lost its key while the desk was open: a password box lies over the desk, and nothing on it is lost. */
  interrupted: boolean
  sheet: RecoverySheet | null
  refresh(): Promise<void>
  unlock(password: string): Promise<void>
  recover(recoveryCode: string, newPassword: string): Promise<void>
  showSheet(sheet: RecoverySheet): void
  opened(info: WorkspaceInfo): void
  resume(password: string): Promise<void>
}

const openStatus = (info: WorkspaceInfo): WorkspaceStatus => ({ state: 'open', problem: null, params: {}, info, now: new Date().toISOString() })

export const useSession = create<SessionState>()((set, get) => ({
  status: null,
  failure: null,
  interrupted: false,
  sheet: null,
  refresh: async () => {
    try {
      const status = await callApi('workspace.status', {})
      followClock(status.now)
      set({ status, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  unlock: async (password) => {
    try {
      get().opened(await callApi('workspace.unlock', { password }))
    } catch (thrown) {
      const error = asApiError(thrown)
      // What is wrong with the files has a screen of its own; a wrong password stays where it was typed.
      if (error.code !== 'WRONG_PASSWORD' && error.code !== 'INTERNAL') set({ status: { state: 'problem', problem: error.code, params: {}, info: null, now: new Date().toISOString() }, failure: error })
      throw error
    }
  },
  recover: async (recoveryCode, newPassword) => set({ sheet: await callApi('workspace.recover', { recoveryCode, newPassword }) }),
  showSheet: (sheet) => set({ sheet }),
  opened: (info) => set({ status: openStatus(info), sheet: null, failure: null }),
  resume: async (password) => {
    const info = await callApi('workspace.unlock', { password })
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
