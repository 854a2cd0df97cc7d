import { memo } from 'react'
import { followUpElement } from '../../../shared/domain/followUp.ts'
import { kindElements, type MeetingElement, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { useEditor } from './editorStore.ts'
import { FollowUpTools } from './FollowUpTools.tsx'

interface ElementsSectionProps { kind: MeetingKind; at: MeetingElement['at']; elements: Readonly<Record<string, string>>; people: readonly KnownPerson[] }

const set = (code: string, value: string) => useEditor.getState().edit(({ elements }) => ({ elements: { ...elements, [code]: value } }))

/** What this kind asks beside the common elements, in its own order. */
export const ElementsSection = memo(function ElementsSection({ kind, at, elements, people }: ElementsSectionProps) {
  const asked = kindElements[kind].filter((element) => element.at === at)
  if (asked.length === 0) return null
  return (
    <section id={`section-elements-${at}`} aria-label={at === 'start' ? '内容' : '结果'} className="elements">
      {asked.map((element) => (
        <div className="line element" key={element.code}>
          <span className="line-name">{element.label}</span>
          <div><ElementInput element={element} value={elements[element.code] ?? ''} people={people} />{element.code === followUpElement && <FollowUpTools />}</div>
        </div>
      ))}
    </section>
  )
})

function ElementInput({ element: { code, label, hint: question, required, entry }, value, people }: { element: MeetingElement; value: string; people: readonly KnownPerson[] }) {
  const field = `element.${code}`
  const hint = required ? question : `${question}（没有可以不填）`
  const onChange = (text: string) => set(code, text)
  switch (entry.form) {
    case 'line': return <LineInput label={label} value={value} field={field} maxLength={300} placeholder={hint} onChange={onChange} />
    case 'text': return <TextBlock label={label} value={value} field={field} placeholder={hint} onChange={onChange} />
    case 'person': return <PersonInput label={label} value={value} field={field} people={people} placeholder={hint} onChange={onChange} />
    case 'number': return <span className="row"><LineInput className="num count" numeric label={label} value={value} field={field} maxLength={6} onChange={onChange} /><span className="mut">{entry.unit}　{hint}</span></span>
    case 'choice': return (
      <select className="input choice" aria-label={label} data-field={field} value={value} onChange={(event) => onChange(event.target.value)}><option value="">请选择</option>{entry.options.map((option) => <option key={option} value={option}>{option}</option>)}</select>
    )
    case 'choices': {
      const chosen = value.split('、').filter((part) => part !== '')
      return (
        <div className="choices" role="group" tabIndex={-1} aria-label={label} data-field={field}>
          {entry.options.map((option) => <label key={option}><input type="checkbox" checked={chosen.includes(option)} onChange={(event) => onChange(entry.options.filter((other) => (other === option ? event.target.checked : chosen.includes(other))).join('、'))} />{option}</label>)}
        </div>
      )
    }
  }
}
