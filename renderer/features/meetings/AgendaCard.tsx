import { memo } from 'react'
import type { Presence } from '../../../shared/domain/meeting.ts'
import { itemNatureNames, itemNatures, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { ActionRows } from './ActionRows.tsx'
import { likelyVote, type DraftItem } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'
import { VoteRows } from './VoteRows.tsx'

interface AgendaCardProps { item: DraftItem; index: number; kind: MeetingKind; presence: Pick<Presence, 'expected' | 'present' | 'expectedVoters' | 'presentVoters'>; heldOn: string; people: readonly KnownPerson[] }

/** Adds a speech after the one at `after`, at the end where it is null, and goes to it. */
export function addSpeech(itemId: string, after: number | null): void {
  const { draft, editItem } = useEditor.getState()
  const speeches = draft?.agenda.find(({ id }) => id === itemId)?.speeches ?? []
  const at = after === null ? speeches.length : after + 1
  goToFieldAfter(() => {
    editItem(itemId, (item) => ({ speeches: [...item.speeches.slice(0, at), { speaker: '', text: '', at: '' }, ...item.speeches.slice(at)] }))
    return `agenda.${itemId}.speech.${at}.speaker`
  })
}

/** One item of the agenda: what was reported and said, how it was voted, what was decided, who does it until when. */
export const AgendaCard = memo(function AgendaCard({ item, index, kind, presence, heldOn, people }: AgendaCardProps) {
  const { id, title, nature, reporter, report, speeches, discussion, votes, seats, decision, actions } = item
  const { editItem, removeItem } = useEditor.getState()
  const at = `agenda.${id}`
  const name = `议题${chineseNumeral(index + 1)}`
  const setSpeech = (which: number, change: { speaker?: string; text?: string }) => editItem(id, (now) => ({ speeches: now.speeches.map((speech, n) => (n === which ? { ...speech, ...change } : speech)) }))
  const removeSpeech = (which: number) => goToFieldAfter(() => {
    editItem(id, (now) => ({ speeches: now.speeches.filter((_, n) => n !== which) }))
    return `${at}.addSpeech`
  })
  return (
    <section id={`section-${id}`} className="agenda" aria-label={name} data-agenda={id}>
      <div className="agenda-head">
        <span className="agenda-number">{chineseNumeral(index + 1)}、</span>
        <LineInput className="agenda-title" label={`${name}的标题`} value={title} field={`${at}.title`} maxLength={300} placeholder="议题标题" onChange={(text) => editItem(id, () => ({ title: text }))} />
        <select className="input nature" aria-label={`${name}的类型`} value={nature} onChange={(event) => editItem(id, () => ({ nature: itemNatures.find((n) => n === event.target.value) ?? nature }))}>{itemNatures.map((n) => <option key={n} value={n}>{itemNatureNames[n]}</option>)}</select>
        <button className="btn quiet small remove" type="button" aria-label={`删除${name}`} onClick={() => removeItem(id)}>删除</button>
      </div>
      <div className="lines">
        <div className="line">
          <PersonInput label={`${name}的汇报人`} value={reporter} field={`${at}.reporter`} people={people} placeholder="汇报人" onChange={(text) => editItem(id, () => ({ reporter: text }))} />
          <TextBlock label={`${name}的汇报内容`} value={report} field={`${at}.report`} placeholder="汇报或领学的内容" onChange={(text) => editItem(id, () => ({ report: text }))} />
        </div>
        {speeches.map((speech, n) => (
          <div className="line" key={n} data-speech={n}>
            <div>
              <PersonInput label={`${name}第${n + 1}条发言的发言人`} value={speech.speaker} field={`${at}.speech.${n}.speaker`} people={people} placeholder="发言人" onChange={(speaker) => setSpeech(n, { speaker })} />
              {speech.at !== '' && <span className="mut sm num said-at">{speech.at}</span>}
            </div>
            <TextBlock label={`${name}第${n + 1}条发言的内容`} value={speech.text} field={`${at}.speech.${n}.text`} placeholder="发言内容" onChange={(text) => setSpeech(n, { text })} />
            <button className="btn quiet small remove" type="button" aria-label={`删除${name}第${n + 1}条发言`} onClick={() => removeSpeech(n)}>删除</button>
          </div>
        ))}
        <div className="line after"><span /><button className="btn quiet small add" type="button" data-field={`${at}.addSpeech`} onClick={() => addSpeech(id, null)}>＋ 发言 <kbd>Ctrl Enter</kbd></button></div>
        <div className="line">
          <span className="line-name">讨论</span>
          <TextBlock label={`${name}的讨论情况`} value={discussion} field={`${at}.discussion`} placeholder="讨论情况（没有可以不填）" onChange={(text) => editItem(id, () => ({ discussion: text }))} />
        </div>
        <VoteRows itemId={id} name={name} votes={votes} seats={seats} presence={presence} likely={() => likelyVote(kind, title, presence)} />
      </div>
      <div className="decision">
        <div className="line">
          <b className="line-name">决定</b>
          <TextBlock label={`${name}的决定`} value={decision} field={`${at}.decision`} placeholder="会议决定了什么；没有决定写明结论，例如“会议听取了汇报”" onChange={(text) => editItem(id, () => ({ decision: text }))} />
        </div>
        <ActionRows itemId={id} name={name} actions={actions} heldOn={heldOn} people={people} />
      </div>
    </section>
  )
})
