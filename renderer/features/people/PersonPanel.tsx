import { useEffect } from 'react'
import { MemberPanel, onMemberChanged } from '../memberFile/index.ts'
import { usePeople } from './peopleStore.ts'

/** The file of the chosen person beside the list, which follows what is changed there. */
export function PersonPanel({ person, onClose }: { person: { id: string }; onClose(): void }) {
  const load = usePeople((state) => state.load)
  useEffect(() => onMemberChanged(() => void load()), [load])
  return <MemberPanel id={person.id} onClose={onClose} onGone={() => { onClose(); void load() }} />
}
