import { create } from 'zustand'
import type { DesktopSettings } from '../../../shared/contract/notices.ts'
import type { NoticeSettings } from '../../../shared/domain/notices.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface NoticesState {
  settings: NoticeSettings | null
  desktop: DesktopSettings | null
  error: ApiError | null
  read(): Promise<void>
  show(desktop: DesktopSettings): void
}

/** What the card 提醒 shows. */
export const useNotices = create<NoticesState>()((set) => ({
  settings: null,
  desktop: null,
  error: null,
  read: async () => {
    try {
      const [settings, desktop] = await Promise.all([callApi('notices.settings', {}), callApi('desktop.settings', {})])
      set({ settings, desktop, error: null })
    } catch (thrown) {
      set({ error: asApiError(thrown) })
    }
  },
  show: (desktop) => set({ desktop }),
}))
