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
