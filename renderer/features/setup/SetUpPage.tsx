import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordFields, passwordProblem } from '../../components/NewPasswordFields.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useSession } from '../session/index.ts'
import { RecoveryPage } from './RecoveryPage.tsx'
import { SetUpSteps } from './SetUpSteps.tsx'
import './setup.css'

const RestoreFromPlace = lazy(async () => ({ default: (await import('../backup/index.ts')).RestoreFromPlace }))

function Field({ id, label, hint, children }: { id: string; label: string; hint?: string; children: ReactNode }) {
  return <div><label className="label" htmlFor={id}>{label}{hint && <span className="mut">　{hint}</span>}</label>{children}</div>
}

/** The first start: what may not be entered, whose branch it is, the officer, the password. */
export function SetUpPage() {
  const { sheet, showSheet } = useSession()
  const [unit, setUnit] = useState('')
  const [branch, setBranch] = useState('')
  const [since, setSince] = useState(`${today().slice(0, 4)}-01-01`)
  const [name, setName] = useState('')
  const [posts, setPosts] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [understood, setUnderstood] = useState(false)
  const [tried, setTried] = useState(false)
  const [restoring, setRestoring] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const missing = !understood ? '请先阅读并勾选“不录入涉密内容”。' : unit.trim() === '' ? '请填写单位。' : branch.trim() === '' ? '请填写支部。' : name.trim() === '' ? '请填写姓名。' : passwordProblem(password, again)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || missing !== null) return
    setBusy(true)
    setError(null)
    try {
      showSheet(await callApi('workspace.create', { unit, branch, since, officer: { name, posts: posts.split(/[、,，;；]/).map((p) => p.trim()).filter((p) => p !== '') }, password }))
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }

  if (sheet) return <RecoveryPage />
  if (restoring) return <Suspense fallback={<main className="gate" />}><RestoreFromPlace onBack={() => setRestoring(false)} /></Suspense>
  return (
    <main className="gate setup">
      <form className="gate-card wide" onSubmit={(event) => void submit(event)} aria-busy={busy}>
        <p className="gate-brand">支部工作台</p>
        <div className="row between"><h1>建立支部</h1><span className="sm mut">换了电脑，或数据丢了？ <button className="btn link" type="button" onClick={() => setRestoring(true)}>从备份恢复…</button></span></div>
        <SetUpSteps at={1} />
        <label className={`secret ${tried && !understood ? 'missing' : ''}`}>
          <input type="checkbox" checked={understood} onChange={(event) => setUnderstood(event.target.checked)} autoFocus />
          <span><b>不录入涉密内容。</b>未公开的涉密文件、党内秘密不得录入本软件；单机离线不等于涉密信息系统。我已知悉。</span>
        </label>
        <div className="setup-grid">
          <Field id="unit" label="单位"><input id="unit" className="input" placeholder="例：南浦县烟草专卖局（分公司）" value={unit} onChange={(event) => setUnit(event.target.value)} maxLength={100} /></Field>
          <Field id="branch" label="支部"><input id="branch" className="input" placeholder="例：第二支部" value={branch} onChange={(event) => setBranch(event.target.value)} maxLength={60} /></Field>
          <Field id="officer" label="您的姓名" hint="历次登记都记在这个名下"><input id="officer" className="input" value={name} onChange={(event) => setName(event.target.value)} maxLength={30} /></Field>
          <Field id="posts" label="您的岗位" hint="党内和业务岗位，用顿号隔开"><input id="posts" className="input" placeholder="例：组织委员、人力资源科科员" value={posts} onChange={(event) => setPosts(event.target.value)} maxLength={200} /></Field>
          <Field id="since" label="建账日期" hint="此前没有的记录不算缺"><DateInput id="since" value={since} onChange={setSince} /></Field>
        </div>
        <NewPasswordFields password={password} again={again} onPassword={setPassword} onAgain={setAgain} />
        <p className="sm mut">数据只存在这台电脑上，用这个口令加密，不联网。口令和恢复码都丢失时，任何人都打不开。</p>
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between">
          <span role="alert" className="error-text">{tried && missing}</span>
          <button className="btn primary" type="submit" disabled={busy}>{busy ? '正在建立…' : '建立支部'}</button>
        </div>
      </form>
    </main>
  )
}
