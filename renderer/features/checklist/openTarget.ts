import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { CheckTarget } from '../../../shared/domain/checklist.ts'
import { showDues } from '../dues/index.ts'
import { showFrequency } from '../rules/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { showStudy } from '../study/index.ts'

/** Opens what a link of the list leads to; what is being written is saved first. */
export function openTarget(to: CheckTarget): void {
  const { go, newMeeting } = useRoute.getState()
  const open = () => {
    switch (to.screen) {
      case 'meeting': return go({ screen: 'meeting', meetingId: to.meetingId, newKind: null })
      case 'newMeeting': return newMeeting(to.kind, { heldOn: to.heldOn, ...(to.group === '' ? {} : { group: to.group }) })
      case 'member': return go({ screen: 'member', personId: to.personId })
      case 'development': return go({ screen: 'development', personId: to.personId })
      case 'project': return go({ screen: 'project', projectId: to.projectId })
      case 'frequency': return showFrequency(to.year)
      case 'study': return showStudy(to.year)
      case 'dues': return showDues(to.year)
      case 'organisation': return go({ screen: 'organisation', tab: to.tab })
      case 'meetings': case 'actions': case 'fusion': case 'people': case 'developments': case 'backups': return go({ screen: to.screen })
      default: return assertNever(to)
    }
  }
  void leave(open)
}
