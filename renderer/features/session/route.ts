import { v7 as newId } from 'uuid'
import { create } from 'zustand'
import type { Place } from '../../../shared/contract/index.ts'
import type { TemplateDocument } from '../../../shared/domain/templateDocument.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ItemNature, MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { callApi } from '../../lib/callApi.ts'

/** What is known of a meeting before it is begun: where it was asked for tells its day, its 党小组, its elements, what is to be dealt with. */
export interface Begin { heldOn?: IsoDate; group?: string; elements?: Record<string, string>; agenda?: readonly { title: string; nature: ItemNature; report: string }[] }

/** `newKind`: a record that is being begun; null: one that is stored. `id`: a kept form whose fields are changed; null: a new one. */
export type Route = { screen: 'today' } | { screen: 'plan' } | { screen: 'meetings' } | { screen: 'actions' } | { screen: 'action'; actionId: string } | { screen: 'people' } | { screen: 'structure' } | { screen: 'study' } | { screen: 'developments' } | { screen: 'development'; personId: string } | { screen: 'talent' } | { screen: 'dues' } | { screen: 'organisation'; tab: 'branch' | 'transfers' } | { screen: 'fromText' } | { screen: 'papers' } | { screen: 'settings' } | { screen: 'templates' } | { screen: 'backups' } | { screen: 'journal' } | { screen: 'trash' } | { screen: 'rules' } | { screen: 'frequency' } | { screen: 'checklist' } | { screen: 'importPeople' } | { screen: 'access' } | { screen: 'fusion' } | { screen: 'project'; projectId: string }
  | { screen: 'template'; document: TemplateDocument; kind: MeetingKind | null; id: string | null } | { screen: 'member'; personId: string } | { screen: 'meeting'; meetingId: string; newKind: MeetingKind | null; begin?: Begin }

interface RouteState {
  route: Route | null
  /** Where the officer was when the application last ended; the editor takes it once. */
  lastPlace: Place | null
  /** A field of a record that is to be shown, with the words to be marked in it; the editor takes it once. */
  wanted: { meetingId: string; field: string; words: string } | null
  go(route: Route): void
  newMeeting(kind: MeetingKind, begin?: Begin): void
  goToField(meetingId: string, field: string, words: string): void
  restore(noPeople: boolean): Promise<void>
}

const keep = (screen: Place['screen']) => {
  callApi('place.keep', { screen, meetingId: null, field: null, selectionStart: 0, selectionEnd: 0, scrollTop: 0 }).catch(() => undefined)
}

/** Which screen is shown. No router is needed; the last place is kept by the service. The day begins in 今天, or in the record that was being written. */
export const useRoute = create<RouteState>()((set, get) => ({
  route: null,
  lastPlace: null,
  wanted: null,
  goToField: (meetingId, field, words) => {
    get().go({ screen: 'meeting', meetingId, newKind: null })
    set({ wanted: { meetingId, field, words } })
  },
  go: (route) => {
    set({ route, lastPlace: null, wanted: null })
    // Of the rooms only these are told apart; whoever was in 今天 begins there again.
    if (route.screen === 'today' || route.screen === 'meetings' || route.screen === 'people') keep(route.screen === 'people' ? 'people' : 'meetings')
  },
  newMeeting: (kind, begin = {}) => get().go({ screen: 'meeting', meetingId: newId(), newKind: kind, begin }),
  restore: async (noPeople) => {
    if (get().route !== null) return
    const place = await callApi('place.last', {}).catch(() => null)
    if (place?.screen === 'meeting' && place.meetingId !== null) set({ route: { screen: 'meeting', meetingId: place.meetingId, newKind: null }, lastPlace: place })
    else set({ route: { screen: noPeople ? 'people' : 'today' } })
  },
}))
