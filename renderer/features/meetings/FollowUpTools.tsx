import { useState } from 'react'
import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { actionStateNames, isOpenAction } from '../../../shared/domain/action.ts'
import { followUpElement } from '../../../shared/domain/followUp.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now, today } from '../../lib/clock.ts'
import { showFailed, showSaved, showSaving } from '../session/index.ts'
import { useEditor } from './editorStore.ts'

/** How often an item was closed or reopened here: what else stands on the ledger is read anew. */
export const useLedgerActs = create(() => ({ times: 0 }))

type FollowUp = Output<'meetings.followUp'>

/** What became of earlier decisions as things stand now: into the paragraph, or item by item, where one that is done is closed everywhere. */
export function FollowUpTools() {
  const [told, setTold] = useState<FollowUp | null>(null)
  const [shown, setShown] = useState(false)
  const [said, setSaid] = useState('')
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  /** The paragraph is made from what is stored: the record is stored first. */
  async function ask(put: boolean): Promise<void> {
    const { meetingId, revision, edit, flush } = useEditor.getState()
    setBusy(true)
    setFailure(null)
    setSaid('')
    try {
      if (revision === 0) edit(() => ({}))
      if (!(await flush())) return
      const answer = await callApi('meetings.followUp', { meetingId })
      if (useEditor.getState().meetingId !== meetingId) return
      setTold(answer)
      if (put && answer.differs) edit(({ elements }) => ({ elements: { ...elements, [followUpElement]: answer.text } }))
      if (put) setSaid(answer.differs ? '已按现在的情况重写这一段，按Ctrl+Z可以换回原来的文字。' : answer.items.length === 0 ? '还没有议定过事项。' : '和现在的情况一致，没有改动。')
    } catch (thrown) {
      setFailure(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }

  async function change(run: () => Promise<unknown>): Promise<boolean> {
    showSaving()
    try {
      await run()
      showSaved(now().toISOString())
      useLedgerActs.setState(({ times }) => ({ times: times + 1 }))
    } catch (thrown) {
      const error = asApiError(thrown)
      showFailed(error)
      setFailure(error)
      return false
    }
    await ask(true)
    return true
  }

  return (
    <div className="follow-up">
      <div className="row wrap">
        <button className="btn small" type="button" disabled={busy} onClick={() => void ask(true)}>更新落实情况</button>
        <button className="btn quiet small" type="button" aria-expanded={shown} disabled={busy} onClick={() => { setShown(!shown); if (!shown) void ask(false) }}>{shown ? '收起各项' : '逐项办结'}</button>
        <span className="mut sm" role="status">{busy ? '正在读取议定事项…' : said}</span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence}>{failure.fields.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice>}
      {shown && told && (told.items.length === 0
        ? <p className="mut sm">上次以来没有议定的事项，以前的也都办结了。</p>
        : <ul className="follow-items" aria-label="议定事项的落实">{told.items.map((item) => <Item key={item.id} item={item} onChange={change} />)}</ul>)}
    </div>
  )
}

function Item({ item, onChange }: { item: FollowUp['items'][number]; onChange(run: () => Promise<unknown>): Promise<boolean> }) {
  const [closing, setClosing] = useState(false)
  const [evidence, setEvidence] = useState('')
  const [lacks, setLacks] = useState(false)
  const open = isOpenAction(item.state)
  const heldOn = useEditor.getState().draft?.heldOn ?? today()
  const on = heldOn > today() ? {} : { on: heldOn }
  // What is attached already proves it; the service asks again.
  const isProved = item.evidence.includes('佐证材料')
  const close = async () => {
    setLacks(evidence.trim() === '' && !isProved)
    if (evidence.trim() === '' && !isProved) return
    if (await onChange(() => callApi('actions.setState', { id: item.id, state: 'done', ...(evidence.trim() === '' ? {} : { evidence }), ...on }))) setClosing(false)
  }
  return (
    <li>
      <span>{item.sentence}</span>
      <span className="row">
        <span className={`tag ${open ? item.overdue ? 'amber' : '' : 'green'}`}>{actionStateNames[item.state]}</span>
        {open && !closing && <button className="btn small" type="button" aria-label={`办结：${item.title}`} onClick={() => setClosing(true)}>办结</button>}
        {!open && <button className="btn quiet small" type="button" aria-label={`重新打开：${item.title}`} onClick={() => void onChange(() => callApi('actions.setState', { id: item.id, state: 'doing', ...on }))}>重新打开</button>}
      </span>
      {closing && (
        <span className="row proof">
          <input className="input" autoFocus aria-label={`${item.title}的佐证`} placeholder="办成了什么、凭什么证明，例：首次核对表已签字" maxLength={500} value={evidence} onChange={(event) => setEvidence(event.target.value)}
            onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); event.stopPropagation(); void close() } }} />
          <button className="btn small" type="button" onClick={() => void close()}>登记办结</button>
          <button className="btn quiet small" type="button" onClick={() => setClosing(false)}>先不办结</button>
          {lacks && <span className="sm amber-text" role="alert">办结要有佐证，请写明凭什么证明。</span>}
        </span>
      )}
    </li>
  )
}
