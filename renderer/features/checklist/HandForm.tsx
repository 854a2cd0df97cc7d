import { type FormEvent, useState } from 'react'
import { handStateNames, HandState, type HandState as Answer } from '../../../shared/domain/checklist.ts'
import { checkAnswererNames } from '../../../shared/rules/checklist.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { useChecklist, type CheckItem } from './checklistStore.ts'
import { useInSight } from './useInSight.ts'

/** 手工填写: what a person saw, when, and what it was; it stands above the data, which stay in sight. */
export function HandForm({ item: { id, hand, data, how, answeredBy }, onDone }: { item: CheckItem; onDone(): void }) {
  const form = useInSight()
  const saveAnswer = useChecklist((state) => state.answer)
  const { busy, error, run } = useAct()
  const [answer, setAnswer] = useState<Answer | null>(hand?.answer ?? null)
  const [note, setNote] = useState(hand?.note ?? '')
  const [on, setOn] = useState(hand?.on ?? today())
  const needsNote = answer === 'notApplicable' && note.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (answer !== null && !needsNote) void run(() => saveAnswer({ id, answer, note, on }), onDone)
  }
  return (
    <form ref={form} className="check-form" onSubmit={submit}>
      <p className="mut sm wide">{checkAnswererNames[answeredBy]}：{how}。{data && '手工填写的结果排在数据前面，数据仍然显示。'}</p>
      <fieldset className="choices"><legend className="label">查看结果</legend>
        {HandState.options.map((one) => <label key={one}><input type="radio" name={`hand-${id}`} checked={answer === one} onChange={() => setAnswer(one)} />{handStateNames[one]}</label>)}
      </fieldset>
      <div><label className="label" htmlFor={`hand-on-${id}`}>查看日期</label><DateInput id={`hand-on-${id}`} value={on} onChange={setOn} /></div>
      <div className="wide"><span className="label" aria-hidden="true">说明{answer === 'notApplicable' ? '（为什么不适用）' : ''}</span><TextBlock label="说明" field={`checklist.note.${id}`} value={note} onChange={setNote} maxLength={2000} placeholder="看了什么材料、在哪里、缺什么" /></div>
      <div className="row wide">
        <button className="btn primary" type="submit" disabled={busy || answer === null || needsNote}>保存结果</button>
        {hand && <button className="btn" type="button" disabled={busy} onClick={() => void run(() => saveAnswer({ id, answer: null }), onDone)}>{data ? '清除，按数据' : '清除'}</button>}
        <button className="btn quiet" type="button" onClick={onDone}>返回</button>
      </div>
      {error && <div className="wide"><ErrorNotice sentence={error.sentence}>{error.fields.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice></div>}
    </form>
  )
}
