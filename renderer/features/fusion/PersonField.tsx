import { create } from 'zustand'
import { useEffect } from 'react'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import type { Acting } from '../../lib/useAct.ts'

/** Who is in the branch today, for the fields that ask for a name. */
const useKnown = create<{ people: readonly KnownPerson[]; load(): Promise<void> }>()((set) => ({
  people: [],
  load: async () => {
    // Without the roster a name is typed whole; nothing else depends on it.
    const roster = await callApi('members.rosterOn', { date: today() }).catch(() => [])
    set({ people: roster.map(({ name, group }) => ({ name, note: group ?? '' })) })
  },
}))

interface PersonFieldProps { label: string; field: string; value: string; acting: Acting; several?: boolean; note?: string; maxLength?: number; people?: readonly KnownPerson[]; onChange(value: string): void }

/** A name with its label above: of the roster by pinyin, or any other; or one of the given. */
export function PersonField({ label, field, value, acting, several = false, note, maxLength = 60, people, onChange }: PersonFieldProps) {
  const { people: known, load } = useKnown()
  useEffect(() => { if (people === undefined) void load() }, [people, load])
  return (
    <div className="form-entry"><span className="label" aria-hidden="true">{label}{note !== undefined && <span className="mut"> {note}</span>}</span>
      <PersonInput label={label} field={field} value={value} people={people ?? known} several={several} maxLength={maxLength} onChange={onChange} />
      {acting.at(field) !== undefined && <p className="error-text" role="alert">{acting.at(field)}</p>}</div>
  )
}
