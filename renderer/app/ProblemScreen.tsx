import { lazy, Suspense, useState } from 'react'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { sentenceOf, type Sentence } from '../../shared/errors/sentences.ts'
import { asApiError, callApi, type ApiError } from '../lib/callApi.ts'
import { useSession } from '../features/session/index.ts'

const DamageGate = lazy(async () => ({ default: (await import('./DamageGate.tsx')).DamageGate }))

interface ProblemProps { code: ErrorCode; params?: Readonly<Record<string, string>>; sentence?: Sentence }

/** Broken or missing files: a screen of their own, with the ways to get the data back. */
const damageCodes: readonly ErrorCode[] = ['KEYRING_DAMAGED', 'DATABASE_DAMAGED', 'DATABASE_MISSING']

/** A workspace that cannot be opened: what happened, what is safe, what to do. */
export function ProblemScreen({ code, params = {}, sentence }: ProblemProps) {
  const { failure, refresh } = useSession()
  const [busy, setBusy] = useState(false)
  const [notShown, setNotShown] = useState<ApiError | null>(null)
  const told = sentence ?? (failure?.code === code ? failure.sentence : sentenceOf(code, params))
  const { happened, safe, next, button } = told
  if (damageCodes.includes(code)) return <Suspense fallback={<main className="gate" />}><DamageGate code={code} sentence={told} /></Suspense>
  const retry = async () => {
    // The button is never disabled: it would lose the focus, and the keyboard with it.
    if (busy) return
    setBusy(true)
    await refresh()
    setBusy(false)
  }
  const act = async () => {
    if (code === 'DATABASE_NEWER') await callApi('app.quit', {})
    else if (code === 'PLACE_REFUSED') await callApi('files.showWorkspace', {}).then(() => setNotShown(null), (thrown: unknown) => setNotShown(asApiError(thrown)))
    else await retry()
  }
  return (
    <main className="gate">
      <section className="gate-card" aria-labelledby="problem" aria-busy={busy} data-problem={code}>
        <p className="gate-brand">支部工作台</p>
        <div role="alert"><h1 id="problem">{happened}</h1></div>
        <dl className="problem">
          <dt>数据</dt><dd>{safe}</dd>
          <dt>怎么办</dt><dd>{next}</dd>
        </dl>
        <div className="row">
          <button className="btn primary" type="button" autoFocus onClick={() => void act()}>{button ?? '再试一次'}</button>
          {(code === 'DATABASE_NEWER' || code === 'PLACE_REFUSED') && <button className="btn" type="button" onClick={() => void retry()}>再试一次</button>}
        </div>
        {notShown && <p className="error-text note-space" role="alert">{notShown.sentence.happened}<span className="mut">{notShown.sentence.safe}{notShown.sentence.next}</span></p>}
      </section>
    </main>
  )
}
