import { useState, type ReactNode } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import type { KnownPerson } from '../../components/PersonInput.tsx'
import { callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct as useOneAct, type Acting } from '../../lib/useAct.ts'
import { useAnswer } from '../people/index.ts'
import { act } from './actionsStore.ts'

/** What was refused at one field, in its sentence. */
export const faultAt = (error: ApiError | null, path: string): string | undefined => error?.fields.find((field) => field.path === path || field.path === `act.${path}` || field.path.startsWith(`${path}.`))?.message

/** An act on items that may be refused: told above, and with 撤销. */
export function useAct(): Acting {
  const acting = useOneAct()
  return { ...acting, run: (work, onDone) => acting.run(() => act(work), onDone) }
}

/** What was refused and stands at none of the fields shown. */
export function OtherFaults({ error, shown }: { error: ApiError | null; shown: readonly string[] }) {
  if (error === null) return null
  const others = error.fields.filter(({ path }) => !shown.some((each) => path === each || path === `act.${each}` || path.startsWith(`${each}.`)))
  if (error.fields.length > 0 && others.length === 0) return null
  return <ErrorNotice sentence={error.sentence}>{others.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice>
}

/** A label, its control and what was refused there. */
export function Field({ label, id, error, path, note, children }: { label: ReactNode; id: string; error?: ApiError | null; path?: string; note?: ReactNode; children: ReactNode }) {
  const fault = path === undefined ? undefined : faultAt(error ?? null, path)
  return (
    <div className="action-field"><label className="label" htmlFor={id}>{label}</label>{children}
      {note}{fault !== undefined && <p className="error-text sm" role="alert">{fault}</p>}</div>
  )
}

/** A day, or none. Half a day changes nothing. */
export function DayField({ id, value, onChange, invalid = false, focus = false }: { id: string; value: IsoDate | null; onChange(day: IsoDate | null): void; invalid?: boolean; focus?: boolean }) {
  const [typed, setTyped] = useState<{ given: IsoDate | null; text: string }>({ given: value, text: value ?? '' })
  if (typed.given !== value) setTyped({ given: value, text: value ?? '' })
  return <input id={id} className="input num" type="date" min="1900-01-01" max="2200-12-31" aria-invalid={invalid} autoFocus={focus} value={typed.text} onChange={({ target }) => {
    const good = target.value === '' ? (target.validity.badInput ? undefined : null) : target.validity.valid ? target.value : undefined
    setTyped({ given: good === undefined ? value : good, text: target.value })
    if (good !== undefined) onChange(good)
  }} />
}

const askPeople = async (): Promise<KnownPerson[]> => (await callApi('members.rosterOn', { date: today() })).map(({ name, group }) => ({ name, note: group ?? '' }))
/** Whom a name may mean. */
export const useKnownPeople = (): readonly KnownPerson[] => useAnswer(askPeople).value ?? []

const askProjects = async () => (await callApi('projects.list', {})).rows.map(({ id, title, state }) => ({ id, title, open: state === 'proposed' || state === 'active' }))
/** Projects an item can be linked with. */
export const useProjects = (): readonly { id: string; title: string; open: boolean }[] => useAnswer(askProjects).value ?? []
