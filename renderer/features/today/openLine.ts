import { assertNever } from '../../../shared/domain/assertNever.ts'
import { recordGaps } from '../../../shared/domain/meeting.ts'
import type { TodayOpen } from '../../../shared/domain/todayLine.ts'
import { callApi } from '../../lib/callApi.ts'
import { showDues } from '../dues/index.ts'
import { openDifficulty } from '../fusion/index.ts'
import { openMeetings } from '../meetings/index.ts'
import { openPlanned } from '../plan/index.ts'
import { showTalent } from '../talent/index.ts'
import { leave, useRoute } from '../session/index.ts'

/** The first field that a record lacks; null where it lacks none, or cannot be read: then its own screen says why. */
async function firstGap(id: string): Promise<string | null> {
  const meeting = await callApi('meetings.get', { id }).catch(() => null)
  return meeting === null ? null : recordGaps(meeting, meeting.attendees)[0]?.field ?? null
}

/** Opens the screen a line leads to, with what is known filled in there. */
export async function openLine(open: TodayOpen): Promise<void> {
  const { go, newMeeting, goToField } = useRoute.getState()
  switch (open.screen) {
    case 'newMeeting': {
      const { kind, heldOn, group, relation } = open
      return leave(() => newMeeting(kind, { heldOn, ...(group === '' ? {} : { group }), ...(relation === '' ? {} : { elements: { relation } }) }))
    }
    case 'planItem': return openPlanned(open.id)
    case 'meeting': {
      const field = open.at === 'gap' ? await firstGap(open.meetingId) : null
      return leave(() => (field === null ? go({ screen: 'meeting', meetingId: open.meetingId, newKind: null }) : goToField(open.meetingId, field, '')))
    }
    case 'meetings': return leave(() => { openMeetings({ state: open.state, year: open.year }); go({ screen: 'meetings' }) })
    case 'action': return leave(() => go({ screen: 'action', actionId: open.actionId }))
    case 'member': return leave(() => go({ screen: 'member', personId: open.personId }))
    case 'development': return leave(() => go({ screen: 'development', personId: open.personId }))
    case 'organisation': return leave(() => go({ screen: 'organisation', tab: open.tab }))
    case 'project': return leave(() => go({ screen: 'project', projectId: open.projectId }))
    case 'difficulty': return leave(() => { openDifficulty(open.difficultyId); go({ screen: 'fusion' }) })
    case 'talent': return leave(() => showTalent({ part: open.part }))
    case 'dues': return leave(() => showDues(open.year))
    case 'backups': return leave(() => go({ screen: 'backups' }))
    default: return assertNever(open)
  }
}
