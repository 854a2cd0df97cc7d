import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { reasonNames, type MergePreview } from '../../../../shared/domain/duplicates.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { act, usePeople } from '../peopleStore.ts'
import { useRoster } from '../rosterStore.ts'
import { useAnswer } from '../useAnswer.ts'

const askDuplicates = () => callApi('members.duplicates', {})

/** People who may have been entered twice: told apart for good, or put together. `chosen`: two that the officer picked. */
export function DuplicatesDialog({ chosen, onClose }: { chosen: readonly [string, string] | null; onClose(): void }) {
  const { value: pairs, error: unread, read } = useAnswer(askDuplicates)
  const [merging, setMerging] = useState<readonly [string, string] | null>(chosen)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const fault = error ?? unread
  const tellApart = async (a: string, b: string) => {
    if (busy) return
    setBusy(true)
    try {
      await act(() => callApi('members.notSame', { ids: [a, b] }))
      await read()
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const merged = async () => {
    if (chosen) return onClose()
    setMerging(null)
    await read()
  }
  return (
    <Modal open title={merging ? '合并成一个人' : '可能重复登记的人'} footer={null} width={merging ? 760 : 680} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      {fault && <ErrorNotice sentence={fault.sentence} />}
      {merging ? <MergeForm key={merging.join()} ids={merging} onBack={chosen ? onClose : () => setMerging(null)} onMerged={() => void merged()} /> : (
        <>
          <p className="mut sm">身份证号相同，或者姓名（不算括号）与出生日期、手机相同的，列在这里。由您判断是不是同一人。</p>
          {pairs === null && !fault && <p className="mut" role="status">正在查找…</p>}
          {pairs?.length === 0 && <p className="empty-line">没有找到重复登记的人。</p>}
          <ul className="lines pairs">{pairs?.map(({ people: [a, b], reasons }) => (
            <li key={`${a.id} ${b.id}`}>
              <div className="pair-facts">{[a, b].map(({ id, name, facts }) => <div key={id}><b>{name}</b>　<span className="mut sm">{facts}</span></div>)}<span className="row">{reasons.map((reason) => <span key={reason} className="tag amber">{reasonNames[reason]}</span>)}</span></div>
              <span className="row"><button className="btn" type="button" aria-label={`合并${a.name}和${b.name}`} onClick={() => setMerging([a.id, b.id])}>合并…</button><button className="btn quiet" type="button" disabled={busy} aria-label={`${a.name}和${b.name}不是同一人`} onClick={() => void tellApart(a.id, b.id)}>不是同一人</button></span>
            </li>
          ))}</ul>
        </>
      )}
    </Modal>
  )
}

interface MergeFormProps { ids: readonly [string, string]; onBack(): void; onMerged(): void }

/** Who stays, whose value of each field, and what comes over with it. */
function MergeForm({ ids, onBack, onMerged }: MergeFormProps) {
  const [keep, setKeep] = useState(0)
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const [take, setTake] = useState<ReadonlySet<string>>(new Set())
  const [name, setName] = useState<'keep' | 'gone'>('keep')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [keepId, goneId] = keep === 0 ? [ids[0], ids[1]] : [ids[1], ids[0]]
  useEffect(() => {
    let isOld = false
    callApi('members.mergePreview', { keepId, goneId }).then((found) => {
      if (isOld) return
      setPreview(found)
      // What only the other has comes over; where both have something, that of who stays holds.
      setTake(new Set(found.fields.filter((field) => field.keep === '').map(({ code }) => code)))
      setName('keep')
      setError(null)
    }, (thrown: unknown) => { if (!isOld) setError(asApiError(thrown)) })
    return () => { isOld = true }
  }, [keepId, goneId])
  const merge = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await act(() => callApi('members.merge', { keepId, goneId, name, take: [...take] }))
      await usePeople.getState().open(null)
      useRoster.getState().choose([goneId], false)
      onMerged()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  if (!preview) return error ? <ErrorNotice sentence={error.sentence} /> : <p className="mut" role="status">正在比较…</p>
  const { fields, clashes, both, meetings, changes, obstacle } = preview
  const choose = (code: string, gone: boolean) => setTake((known) => { const next = new Set(known); if (gone) next.add(code); else next.delete(code); return next })
  return (
    <div className="stack">
      <fieldset className="choices column"><legend className="label">留下哪一份（另一份并进来，以后只有一个人）</legend>
        {[preview.keep, preview.gone].toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map((person, at) => (
          <label key={person.id}><input type="radio" name="merge-keep" checked={keep === at} onChange={() => setKeep(at)} /><b>{person.name}</b><span className="mut sm">{person.facts}</span></label>
        ))}</fieldset>
      <div className="understood" tabIndex={0} role="region" aria-label="逐栏选择">
        <table className="plain">
          <thead><tr><th>栏目</th><th>留下的这份</th><th>并进来的那份</th></tr></thead>
          <tbody>
            {preview.keep.name !== preview.gone.name && <ChoiceRow label="姓名" keep={preview.keep.name} gone={preview.gone.name} takesGone={name === 'gone'} onChoose={(gone) => setName(gone ? 'gone' : 'keep')} />}
            {fields.map((field) => <ChoiceRow key={field.code} label={field.label} keep={field.keep} gone={field.gone} takesGone={take.has(field.code)} onChoose={(gone) => choose(field.code, gone)} />)}
          </tbody>
        </table>
        {fields.length === 0 && preview.keep.name === preview.gone.name && <p className="mut empty-line">两份档案的栏目没有不同。</p>}
      </div>
      <ul className="plain-list">
        <li>变动记录合在一起{changes > 0 ? `，并进来${changes}条` : ''}。{clashes.length > 0 && `同一天说法不同的以留下的为准：${clashes.join('；')}。`}</li>
        <li>{meetings === 0 ? '并进来的那份没有签到。' : `${meetings}次会议的签到并过来${both.length > 0 ? `；两份都签了到的${both.length}次，取到会的一边：${both.slice(0, 3).join('、')}` : ''}。`}定稿和归档的记录，当时的文字照旧。</li>
      </ul>
      {obstacle !== null && <div className="notice warn" role="alert"><span>{obstacle}</span></div>}
      {error && <ErrorNotice sentence={error.sentence} />}
      <div className="row between"><button className="btn quiet" type="button" onClick={onBack}>先不合并</button><button className="btn primary" type="button" disabled={busy || obstacle !== null} onClick={() => void merge()}>{busy ? '正在合并…' : `合并到${preview.keep.name}`}</button></div>
    </div>
  )
}

function ChoiceRow({ label, keep, gone, takesGone, onChoose }: { label: string; keep: string; gone: string; takesGone: boolean; onChoose(gone: boolean): void }) {
  const side = (text: string, isGone: boolean) => (
    <label className="side"><input type="radio" name={`merge-${label}`} checked={takesGone === isGone} disabled={text === ''} onChange={() => onChoose(isGone)} />{text === '' ? <span className="mut">（空）</span> : text}</label>
  )
  return <tr><td>{label}</td><td>{side(keep, false)}</td><td>{side(gone, true)}</td></tr>
}
