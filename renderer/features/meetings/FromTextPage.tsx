import { v7 as newId } from 'uuid'
import { useEffect, useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { kindFacts, MeetingKind, meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { leave, registerTyped, useRoute } from '../session/index.ts'
import { fieldLabel, outlineOf, passagesOf } from './fromText.ts'
import './fromText.css'

type Understood = Output<'meetings.fromText'>

/** What was pasted and not registered yet: still there when the officer comes back from another room. */
let kept = ''
registerTyped(() => kept.trim() !== '')

/** How long the typing rests before the text is read anew. */
const rest = 300

/** A record out of text that was written elsewhere: side by side with its source, each guess marked, what was not understood shown. */
export function FromTextPage() {
  const go = useRoute((state) => state.go)
  const [text, showText] = useState(kept)
  const [kind, setKind] = useState<MeetingKind | null>(null)
  const [understood, setUnderstood] = useState<Understood | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [editing, setEditing] = useState(true)
  const setText = (typed: string) => {
    kept = typed
    showText(typed)
  }

  useEffect(() => {
    if (text.trim() === '') return
    let stopped = false
    const timer = setTimeout(() => {
      callApi('meetings.fromText', { text, ...(kind === null ? {} : { kind }) }).then(
        (found) => { if (!stopped) { setUnderstood(found); setError(null) } },
        (thrown: unknown) => { if (!stopped) setError(asApiError(thrown)) })
    }, rest)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [text, kind])

  const openFile = async () => {
    setError(null)
    try {
      const { fileToken } = await callApi('dialogs.openText', {})
      if (fileToken === null) return
      setText((await callApi('meetings.readText', { fileToken })).text)
      setEditing(false)
    } catch (thrown) {
      setError(asApiError(thrown))
    }
  }
  const record = async () => {
    if (busy || !understood) return
    setBusy(true)
    setError(null)
    try {
      const { id } = await callApi('meetings.save', { ...understood.draft, id: newId(), revision: 0 })
      kept = ''
      await leave(() => go({ screen: 'meeting', meetingId: id, newKind: null }))
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const shown = text.trim() === '' ? null : understood
  const passages = useMemo(() => (shown ? passagesOf(text, shown) : []), [text, shown])
  const outline = useMemo(() => (shown ? outlineOf(shown.draft) : []), [shown])
  return (
    <div className="page from-text">
      <div className="page-head">
        <div><h1>从文字登记</h1><p className="mut sm">粘贴或打开写好的记录，读到的内容先给您看，确认后成为草稿。没写的不会编。</p></div>
        <div className="row"><button className="btn" type="button" onClick={() => void openFile()}>打开Word或文本文件</button><button className="btn primary" type="button" disabled={busy || !shown} onClick={() => void record()}>{busy ? '正在登记…' : '登记为草稿'}</button></div>
      </div>
      {error && <ErrorNotice sentence={error.sentence} />}
      <div className="side-by-side">
        <section aria-label="原文">
          <div className="section-head"><h2>原文</h2>{shown && <button className="btn quiet small" type="button" onClick={() => setEditing(!editing)}>{editing ? '看读到了哪些' : '改原文'}</button>}</div>
          {editing || !shown
            ? <textarea className="input source" aria-label="会议记录的原文" autoFocus spellCheck={false} maxLength={200_000} value={text} onChange={(event) => setText(event.target.value)} onPaste={() => { if (text === '') setEditing(false) }} placeholder={'把记录的全文粘贴到这里，例如：\n第二支部委员会2026年第9次会议\n时间：2026年9月8日14:30—16:10　地点：三楼党员活动室\n主持人：周启明　记录人：林静怡\n议题一　……'} />
            : <div className="source marked" tabIndex={0} role="region" aria-label="标出了读到的内容的原文">{passages.map((passage, index) => (passage.kind === 'plain' ? passage.text : <mark key={index} className={passage.kind} title={passage.note}>{passage.text}</mark>))}</div>}
        </section>
        <section aria-label="读到的内容">
          <div className="section-head"><h2>读到的内容</h2>
            <select className="input" aria-label="类型" value={kind ?? shown?.draft.kind ?? ''} onChange={(event) => setKind(MeetingKind.parse(event.target.value))}>{!shown && <option value="">类型</option>}{meetingKinds.map((option) => <option key={option} value={option}>{kindFacts[option].short}</option>)}</select></div>
          {!shown ? <p className="mut">还没有原文。</p> : (
            <div className="read" tabIndex={0} role="region" aria-label="读到的各项">
              {shown.differences.length > 0 && <div className="notice warn"><ul>{shown.differences.map((line, index) => <li key={index}>{line}</li>)}</ul></div>}
              <dl>
                <dt>日期</dt><dd>{chineseDate(shown.draft.heldOn)}</dd>
                {outline.map(({ label, value }, index) => <div key={index} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>)}
              </dl>
              {shown.guesses.some(({ sure }) => !sure) && <><h3>请核对的猜测</h3><ul className="unsure">{shown.guesses.filter(({ sure }) => !sure).map((guess, index) => <li key={index}><span className="mut">{fieldLabel(guess.field)}</span>　{text.slice(guess.from, guess.to)}<span className="mut sm">　{guess.note}</span></li>)}</ul></>}
              {shown.leftOver.length > 0 && <><h3>没有放进去的原文</h3><ul className="unsure">{shown.leftOver.map((left, index) => <li key={index}>{left.text}<span className="mut sm">　{left.why}</span></li>)}</ul></>}
            </div>
          )}
        </section>
      </div>
    </div>
  )
}
