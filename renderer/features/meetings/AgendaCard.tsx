import { memo } from 'react'
import { judgeCommitteeVote } from '../../../shared/domain/quorum.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { CountInput } from '../../components/CountInput.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { ActionRows } from './ActionRows.tsx'
import type { DraftItem } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'

interface AgendaCardProps { item: DraftItem; index: number; expected: number; present: number; heldOn: string; people: readonly KnownPerson[] }

/** Adds a speech after the one at `after`, at the end where it is null, and goes to it. */
export function addSpeech(itemId: string, after: number | null): void {
  const { draft, editItem } = useEditor.getState()
  const speeches = draft?.agenda.find(({ id }) => id === itemId)?.speeches ?? []
  const at = after === null ? speeches.length : after + 1
  goToFieldAfter(() => {
    editItem(itemId, (item) => ({ speeches: [...item.speeches.slice(0, at), { speaker: '', text: '' }, ...item.speeches.slice(at)] }))
    return `agenda.${itemId}.speech.${at}.speaker`
  })
}

/** One item of the agenda: what was reported and said, how it was voted, what was decided, who does it until when. */
export const AgendaCard = memo(function AgendaCard({ item, index, expected, present, heldOn, people }: AgendaCardProps) {
  const { id, title, reporter, report, speeches, discussion, vote, decision, actions } = item
  const { editItem, removeItem } = useEditor.getState()
  const at = `agenda.${id}`
  const name = `议题${chineseNumeral(index + 1)}`
  const setSpeech = (which: number, change: { speaker?: string; text?: string }) => editItem(id, (now) => ({ speeches: now.speeches.map((speech, n) => (n === which ? { ...speech, ...change } : speech)) }))
  const removeSpeech = (which: number) => goToFieldAfter(() => {
    editItem(id, (now) => ({ speeches: now.speeches.filter((_, n) => n !== which) }))
    return `${at}.addSpeech`
  })
  const addVote = () => goToFieldAfter(() => {
    editItem(id, () => ({ vote: { yes: present, no: 0, abstain: 0 } }))
    return `${at}.vote.yes`
  })
  const removeVote = () => goToFieldAfter(() => {
    editItem(id, () => ({ vote: null }))
    return `${at}.addVote`
  })
  const judged = vote && judgeCommitteeVote({ expected, present }, vote)
  return (
    <section id={`section-${id}`} className="agenda" aria-label={name} data-agenda={id}>
      <div className="agenda-head">
        <span className="agenda-number">{chineseNumeral(index + 1)}、</span>
        <LineInput className="agenda-title" label={`${name}的标题`} value={title} field={`${at}.title`} maxLength={300} placeholder="议题标题" onChange={(text) => editItem(id, () => ({ title: text }))} />
        <button className="btn quiet small remove" type="button" aria-label={`删除${name}`} onClick={() => removeItem(id)}>删除</button>
      </div>
      <div className="lines">
        <div className="line">
          <PersonInput label={`${name}的汇报人`} value={reporter} field={`${at}.reporter`} people={people} placeholder="汇报人" onChange={(text) => editItem(id, () => ({ reporter: text }))} />
          <TextBlock label={`${name}的汇报内容`} value={report} field={`${at}.report`} placeholder="汇报或领学的内容" onChange={(text) => editItem(id, () => ({ report: text }))} />
        </div>
        {speeches.map((speech, n) => (
          <div className="line" key={n} data-speech={n}>
            <PersonInput label={`${name}第${n + 1}条发言的发言人`} value={speech.speaker} field={`${at}.speech.${n}.speaker`} people={people} placeholder="发言人" onChange={(speaker) => setSpeech(n, { speaker })} />
            <TextBlock label={`${name}第${n + 1}条发言的内容`} value={speech.text} field={`${at}.speech.${n}.text`} placeholder="发言内容" onChange={(text) => setSpeech(n, { text })} />
            <button className="btn quiet small remove" type="button" aria-label={`删除${name}第${n + 1}条发言`} onClick={() => removeSpeech(n)}>删除</button>
          </div>
        ))}
        <div className="line after"><span /><button className="btn quiet small add" type="button" data-field={`${at}.addSpeech`} onClick={() => addSpeech(id, null)}>＋ 发言 <kbd>Ctrl Enter</kbd></button></div>
        <div className="line">
          <span className="line-name">讨论</span>
          <TextBlock label={`${name}的讨论情况`} value={discussion} field={`${at}.discussion`} placeholder="讨论情况（没有可以不填）" onChange={(text) => editItem(id, () => ({ discussion: text }))} />
        </div>
        <div className="line">
          <span className="line-name">表决</span>
          {vote === null ? <button className="btn small start" type="button" data-field={`${at}.addVote`} onClick={addVote}>登记举手表决</button> : (
            <div className="vote">
              <span>举手：赞成</span><CountInput label={`${name}赞成票`} value={vote.yes} field={`${at}.vote.yes`} onChange={(yes) => editItem(id, () => ({ vote: { ...vote, yes } }))} />
              <span>不赞成</span><CountInput label={`${name}不赞成票`} value={vote.no} field={`${at}.vote.no`} onChange={(no) => editItem(id, () => ({ vote: { ...vote, no } }))} />
              <span>弃权</span><CountInput label={`${name}弃权票`} value={vote.abstain} field={`${at}.vote.abstain`} onChange={(abstain) => editItem(id, () => ({ vote: { ...vote, abstain } }))} />
              <button className="btn quiet small remove" type="button" aria-label={`删除${name}的表决`} onClick={removeVote}>删除</button>
              {judged && <p role="status" className={`sm ${judged.consistent ? (judged.passed ? 'green-text' : 'mut') : 'amber-text'}`}>{judged.explanation}</p>}
            </div>
          )}
        </div>
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
