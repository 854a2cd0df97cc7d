import { Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import type { CommitteeTerm, Organisation } from '../../../../shared/domain/organisation.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { useDialogAct } from './useDialogAct.ts'

/** The term that runs, how long it still does, and the terms before it. */
export function TermSection({ organisation: { term, terms, countdown, on }, onChanged }: { organisation: Organisation; onChanged(): Promise<void> }) {
  const [editing, setEditing] = useState<CommitteeTerm | 'new' | null>(null)
  const others = terms.filter(({ id }) => id !== term?.id)
  return (
    <section className="section" aria-labelledby="term-head">
      <header><h2 id="term-head">届次和换届</h2><button className="btn" type="button" onClick={() => setEditing('new')}>登记届次</button></header>
      {term === null ? <p className="mut">还没有登记届次。登记以后，这里倒计时，届满前6个月和3个月提醒。</p> : (
        <div>
          <p><b>第{term.number}届</b>　{countdown !== null && <span className={`tag ${term.endsOn <= on ? 'red' : countdown.startsWith('还有') && !countdown.includes('年') ? 'amber' : ''}`}>{term.endsOn <= on ? `届满${countdown}` : `离换届${countdown}`}</span>} <button className="btn link" type="button" onClick={() => setEditing(term)}>更改</button></p>
          <p className="mut">自{chineseDate(term.beganOn)}，任期{term.years}年，{chineseDate(term.endsOn)}届满{term.extendedTo !== null && `（已批准延期，原为${chineseDate(term.regularEnd)}）`}</p>
          {term.extensionBasis !== '' && <p className="mut sm">延期依据：{term.extensionBasis}</p>}
          {term.approvalNo !== '' && <p className="mut sm">批复：{term.approvalNo}</p>}
        </div>
      )}
      {others.length > 0 && <details><summary className="mut">其他届次（{others.length}）</summary><ul className="lines">{others.map((each) => <li key={each.id}><b>第{each.number}届</b><span>{chineseDate(each.beganOn)}至{chineseDate(each.endsOn)}</span><span className="spring" /><button className="btn quiet small" type="button" onClick={() => setEditing(each)}>更改</button></li>)}</ul></details>}
      {editing !== null && <TermDialog term={editing === 'new' ? null : editing} next={Math.max(0, ...terms.map(({ number }) => number)) + 1} onClose={() => setEditing(null)} onChanged={async () => { setEditing(null); await onChanged() }} />}
    </section>
  )
}

function TermDialog({ term, next, onClose, onChanged }: { term: CommitteeTerm | null; next: number; onClose(): void; onChanged(): Promise<void> }) {
  const [number, setNumber] = useState(String(term?.number ?? next))
  const [years, setYears] = useState(term?.years ?? 3)
  const [beganOn, setBeganOn] = useState(term?.beganOn ?? today())
  const [extendedTo, setExtendedTo] = useState(term?.extendedTo ?? null)
  const [extensionBasis, setBasis] = useState(term?.extensionBasis ?? '')
  const [approvalNo, setApproval] = useState(term?.approvalNo ?? '')
  const [note, setNote] = useState(term?.note ?? '')
  const { busy, error, run } = useDialogAct(onChanged)
  const save = (event: FormEvent) => {
    event.preventDefault()
    void run(() => callApi('organisation.saveTerm', { ...(term ? { id: term.id } : {}), number: Number(number), beganOn, years, extendedTo, extensionBasis, approvalNo, note }))
  }
  return (
    <Modal open title={term ? `更改第${term.number}届` : '登记届次'} footer={null} width={560} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={save}>
        <div className="three">
          <div><label className="label" htmlFor="term-number">届次</label><input id="term-number" className="input num" type="number" min={1} max={200} required value={number} onChange={(event) => setNumber(event.target.value)} /></div>
          <div><label className="label" htmlFor="term-began">本届开始</label><DateInput id="term-began" value={beganOn} onChange={setBeganOn} /></div>
          <div><label className="label" htmlFor="term-years">任期</label><select id="term-years" className="input" value={years} onChange={(event) => setYears(Number(event.target.value))}>{[1, 2, 3, 4, 5].map((n) => <option key={n} value={n}>{n}年</option>)}</select></div>
        </div>
        <div><label className="label" htmlFor="term-approval">批复文号</label><input id="term-approval" className="input" maxLength={100} value={approvalNo} onChange={(event) => setApproval(event.target.value)} /></div>
        <label className="row"><input type="checkbox" checked={extendedTo !== null} onChange={(event) => setExtendedTo(event.target.checked ? term?.regularEnd ?? beganOn : null)} />延期或提前换届（报上级批准，延期一般不超过1年）</label>
        {extendedTo !== null && (
          <div className="pair">
            <div><label className="label" htmlFor="term-extended">届满改为</label><DateInput id="term-extended" value={extendedTo} onChange={setExtendedTo} /></div>
            <div><label className="label" htmlFor="term-basis">批准依据</label><input id="term-basis" className="input" maxLength={200} placeholder="批复的单位和文号" value={extensionBasis} onChange={(event) => setBasis(event.target.value)} /></div>
          </div>
        )}
        <div><label className="label" htmlFor="term-note">备注</label><input id="term-note" className="input" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} /></div>
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between">{term ? <button className="btn quiet" type="button" disabled={busy} onClick={() => void run(() => callApi('organisation.removeTerm', { id: term.id }))}>删除这一届</button> : <span />}
          <button className="btn primary" type="submit" disabled={busy}>{term ? '保存更改' : '登记届次'}</button></div>
      </form>
    </Modal>
  )
}
