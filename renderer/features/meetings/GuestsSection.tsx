import { memo } from 'react'
import type { Guest } from '../../../shared/domain/meeting.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'

const setGuest = (index: number, change: Partial<Guest>) => useEditor.getState().edit(({ guests }) => ({ guests: guests.map((guest, at) => (at === index ? { ...guest, ...change } : guest)) }))

const add = () => goToFieldAfter(() => {
  const index = useEditor.getState().draft?.guests.length ?? 0
  useEditor.getState().edit(({ guests }) => ({ guests: [...guests, { name: '', note: '' }] }))
  return `guest.${index}.name`
})

const remove = (index: number) => goToFieldAfter(() => {
  useEditor.getState().edit(({ guests }) => ({ guests: guests.filter((_, at) => at !== index) }))
  return 'addGuest'
})

/** 列席: people of the branch or from outside. */
export const GuestsSection = memo(function GuestsSection({ guests, people }: { guests: readonly Guest[]; people: readonly KnownPerson[] }) {
  return (
    <section id="section-guests" aria-labelledby="guests-head">
      <div className="section-head"><h2 id="guests-head">列席</h2>{guests.length === 0 && <span className="mut sm">没有列席人员可以不填</span>}</div>
      <ul className="guests">
        {guests.map((guest, index) => (
          <li key={index}>
            <PersonInput label={`列席第${index + 1}人的姓名`} value={guest.name} field={`guest.${index}.name`} people={people} placeholder="姓名" onChange={(name) => setGuest(index, { name })} />
            <LineInput label={`列席第${index + 1}人的单位和职务`} value={guest.note} field={`guest.${index}.note`} maxLength={100} placeholder="单位和职务（外单位人员填写）" onChange={(note) => setGuest(index, { note })} />
            <button className="btn quiet small remove" type="button" aria-label={`删除列席人员${guest.name}`} onClick={() => remove(index)}>删除</button>
          </li>
        ))}
      </ul>
      <button className="btn quiet small add" type="button" data-field="addGuest" onClick={add}>＋ 列席人员</button>
    </section>
  )
})
