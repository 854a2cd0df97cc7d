import { v7 as newId } from 'uuid'
import { create } from 'zustand'
import type { Place } from '../../../shared/contract/index.ts'
import type { DocumentName } from '../../../shared/domain/documents.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { callApi } from '../../lib/callApi.ts'

/** `newKind`: a record that is being begun; null: one that is stored. `id`: a kept form whose fields are changed; null: a new one. */
export type Route = { screen: 'meetings' } | { screen: 'people' } | { screen: 'structure' } | { screen: 'fromText' } | { screen: 'settings' } | { screen: 'templates' } | { screen: 'backups' } | { screen: 'journal' } | { screen: 'trash' } | { screen: 'fusion' } | { screen: 'project'; projectId: string }
  | { screen: 'template'; document: DocumentName; kind: MeetingKind | null; id: string | null } | { screen: 'meeting'; meetingId: string; newKind: MeetingKind | null }

interface RouteState {
  route: Route | null
  /** Where the officer was when the application last ended; the editor takes it once. */
  lastPlace: Place | null
  go(route: Route): void
  newMeeting(kind: MeetingKind): void
  restore(noPeople: boolean): Promise<void>
}

const keep = (screen: Place['screen']) => {
  callApi('place.keep', { screen, meetingId: null, field: null, selectionStart: 0, selectionEnd: 0, scrollTop: 0 }).catch(() => undefined)
}

/** Which screen is shown. Three screens need no router; the last place is kept by the service. */
export const useRoute = create<RouteState>()((set, get) => ({
  route: null,
  lastPlace: null,
  go: (route) => {
    set({ route, lastPlace: null })
    if (route.screen === 'meetings' || route.screen === 'people') keep(route.screen)
  },
  newMeeting: (kind) => get().go({ screen: 'meeting', meetingId: newId(), newKind: kind }),
  restore: async (noPeople) => {
    if (get().route !== null) return
    const place = await callApi('place.last', {}).catch(() => null)
    if (place?.screen === 'meeting' && place.meetingId !== null) set({ route: { screen: 'meeting', meetingId: place.meetingId, newKind: null }, lastPlace: place })
    else set({ route: { screen: noPeople || place?.screen === 'people' ? 'people' : 'meetings' } })
  },
}))
