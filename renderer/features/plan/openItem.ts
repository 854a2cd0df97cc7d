import { callApi } from '../../lib/callApi.ts'
import { leave, useRoute } from '../session/index.ts'
import { act, type Row } from './planStore.ts'

/** Opens an activity as the record it is, begun where there is none yet; of talks one to be registered. Throws ApiError. */
export async function openItem({ id, kind, part, on, meetingId }: Row): Promise<void> {
  const { go, newMeeting } = useRoute.getState()
  if (kind === 'heartTalk') return leave(() => newMeeting('heartTalk', { heldOn: on, elements: { relation: part } }))
  const opened = meetingId ?? (await act(() => callApi('plan.open', { id }))).meetingId
  return leave(() => go({ screen: 'meeting', meetingId: opened, newKind: null }))
}

/** Begins the meeting of an activity from elsewhere; where it cannot be begun, 计划 is shown, which says why when it is tried there. */
export async function openPlanned(id: string): Promise<void> {
  const { go } = useRoute.getState()
  const opened = await callApi('plan.open', { id }).catch(() => null)
  return leave(() => go(opened === null ? { screen: 'plan' } : { screen: 'meeting', meetingId: opened.meetingId, newKind: null }))
}
