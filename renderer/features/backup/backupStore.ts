import { create } from 'zustand'
import type { BackupRow, BackupStatus } from '../../../shared/domain/backup.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

export type BackupAct = 'create' | 'place' | 'copy' | 'rehearse' | `verify ${string}`

interface BackupsState {
  /** null: not read yet. */
  status: BackupStatus | null
  rows: BackupRow[] | null
  failure: ApiError | null
  /** What the officer asked for and is not done yet. */
  busy: BackupAct | null
  error: ApiError | null
  done: string | null
  /** The backup whose restore is being looked at, over whatever screen. */
  restoring: BackupRow['id'] | null
  readStatus(): Promise<void>
  /** Status and list. */
  read(): Promise<void>
  create(): Promise<void>
  choosePlace(): Promise<void>
  leavePlace(): Promise<void>
  copy(): Promise<void>
  rehearse(): Promise<void>
  verify(row: BackupRow): Promise<void>
  forget(): void
}

/** Backups, for their page and for the line in the shell. */
export const useBackups = create<BackupsState>()((set, get) => {
  /** One act at a time; whatever comes of it, the list tells the state afterwards. */
  const run = async (busy: BackupAct, act: () => Promise<string | null>) => {
    if (get().busy !== null) return
    set({ busy, error: null, done: null })
    try {
      set({ done: await act() })
    } catch (thrown) {
      set({ error: asApiError(thrown) })
    } finally {
      set({ busy: null })
    }
    await get().read()
  }
  return {
    status: null, rows: null, failure: null, busy: null, error: null, done: null, restoring: null,
    readStatus: async () => {
      try {
        set({ status: await callApi('backup.status', {}) })
      } catch { /* The page of backups tells why; in the shell the last known state stays. */ }
    },
    read: async () => {
      try {
        const [status, rows] = await Promise.all([callApi('backup.status', {}), callApi('backup.list', {})])
        set({ status, rows, failure: null })
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
      }
    },
    create: () => run('create', async () => {
      const { verified } = await callApi('backup.create', {})
      return verified ? '已备份，并已检查：可以恢复。' : '已备份，但有附件在数据文件夹里已经损坏，备份里也是损坏的。'
    }),
    choosePlace: () => run('place', async () => {
      const { folderToken, folderName } = await callApi('dialogs.chooseFolder', { purpose: 'backupPlace' })
      if (folderToken === null) return null
      await callApi('backup.setPlace', { folderToken })
      return `以后的备份也放一份到“${folderName}”，现有的也复制过去。`
    }),
    leavePlace: () => run('place', async () => {
      const name = get().status?.secondPlace?.name ?? ''
      await callApi('backup.setPlace', { folderToken: null })
      return `“${name}”不再使用，里面已有的备份原样留着。`
    }),
    copy: () => run('copy', async () => {
      const { secondPlace } = await callApi('backup.copyToPlace', {})
      return `已复制到“${secondPlace?.name ?? ''}”。`
    }),
    rehearse: () => run('rehearse', async () => {
      const { rehearsal } = await callApi('backup.rehearse', {})
      return rehearsal?.ok ? '恢复演练通过。' : null
    }),
    verify: (row) => run(`verify ${row.id}`, async () => {
      await callApi('backup.verify', { id: row.id })
      return '这份备份已逐个文件检查，可以恢复。'
    }),
    forget: () => set({ error: null, done: null }),
  }
})
