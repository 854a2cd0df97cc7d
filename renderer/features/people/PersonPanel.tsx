import { MemberPanel, onMemberChanged } from '../memberFile/index.ts'
import { useRoute } from '../session/index.ts'
import { usePeople } from './peopleStore.ts'

// Also after the panel was closed: an undo may bring back who was deleted in it.
onMemberChanged(() => { if (useRoute.getState().route?.screen === 'people') void usePeople.getState().load() })

/** The file of the chosen person beside the list, which follows what is changed there. */
export function PersonPanel({ person, onClose }: { person: { id: string }; onClose(): void }) {
  return <MemberPanel id={person.id} onClose={onClose} onGone={onClose} />
}
