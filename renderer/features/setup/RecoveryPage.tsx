import { type FormEvent, useEffect, useRef, useState } from 'react'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { today } from '../../lib/clock.ts'
import { useSession } from '../session/index.ts'
import { SetUpSteps } from './SetUpSteps.tsx'
import './setup.css'

/**
 * The recovery code, to be printed and typed back in part. Also shown when the application ended before that:
 * then a new code is made, since the old one was perhaps never seen.
 */
export function RecoveryPage() {
  const { sheet, sheetNote, showSheet, opened, status } = useSession()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [printError, setPrintError] = useState<ApiError | null>(null)
  const asked = useRef(false)
  const firstInput = useRef<HTMLInputElement>(null)
  const secondInput = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (sheet || asked.current) return
    asked.current = true
    callApi('workspace.renewRecoveryCode', {}).then(showSheet, (thrown: unknown) => setError(asApiError(thrown)))
  }, [sheet, showSheet])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !sheet) return
    setBusy(true)
    setError(null)
    try {
      opened(await callApi('workspace.confirmRecoveryCode', { characters: first + second }))
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
      firstInput.current?.select()
    }
  }
  const print = () => { setPrintError(null); callApi('app.print', {}).catch((thrown: unknown) => setPrintError(asApiError(thrown))) }

  const groups = sheet?.recoveryCode.split('-') ?? []
  return (
    <main className="gate setup recovery">
      <form className="gate-card wide" onSubmit={(event) => void submit(event)} aria-busy={busy}>
        <p className="gate-brand">支部工作台</p>
        <h1>打印恢复码</h1>
        {status?.state === 'new' && <SetUpSteps at={2} />}
        {status?.state !== 'new' && <p>{sheetNote}这是新的恢复码，<b>原来那张从现在起作废</b>，请换成这一张，旧的销毁。</p>}
        <p>忘记口令时，只有它能打开数据。请打印或抄写下来，与电脑分开存放（例如支部档案柜）。</p>
        <div className="code-sheet">
          <p className="print-only"><b>支部工作台　恢复码</b>　{chineseDate(today())}</p>
          <ol className="code" aria-label="恢复码，共六组">{groups.map((group, index) => <li key={index}><small>第{index + 1}组</small><span className="mono">{group}</span></li>)}</ol>
          <p className="print-only">用途：忘记口令时在“忘记口令”里输入，设新口令；用过一次即作废，届时另发新码。请与电脑分开保管，不要拍照外传。</p>
        </div>
        <div className="row"><button className="btn" type="button" onClick={print} disabled={!sheet}>打印恢复码</button>{printError && <span className="error-text" role="alert">{printError.sentence.happened}{printError.sentence.next}</span>}</div>
        {sheet && (
          <fieldset className="typed-back">
            <legend>请看着纸，键入其中两组（8个字符），确认抄写无误</legend>
            {sheet.ask.map((group, index) => (
              <div key={group}>
                <label className="label" htmlFor={`group-${index}`}>第{group}组</label>
                <input id={`group-${index}`} ref={index === 0 ? firstInput : secondInput} className="input mono" autoComplete="off" spellCheck={false} maxLength={4} autoFocus={index === 0}
                  value={index === 0 ? first : second}
                  onChange={(event) => {
                    const typed = event.target.value
                    if (index === 0) { setFirst(typed); if (typed.length === 4 && !(event.nativeEvent as InputEvent).isComposing) secondInput.current?.focus() }
                    else setSecond(typed)
                  }} />
              </div>
            ))}
          </fieldset>
        )}
        <div className="row between">
          <span role="alert" className="error-text">{error && `${error.sentence.happened}${error.sentence.next}`}</span>
          <button className="btn primary" type="submit" disabled={busy || !sheet || first.length + second.length < 8}>核对恢复码</button>
        </div>
      </form>
    </main>
  )
}
