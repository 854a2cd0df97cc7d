import { useState } from 'react'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { sentenceOf, type Sentence } from '../../shared/errors/sentences.ts'
import { callApi } from '../lib/callApi.ts'
import { useSession } from '../features/session/index.ts'

interface ProblemProps { code: ErrorCode; params?: Readonly<Record<string, string>>; sentence?: Sentence }

/** Codes whose way out is to look at the folder, or to leave; all others are tried again. */
const folderCodes: readonly ErrorCode[] = ['KEYRING_DAMAGED', 'DATABASE_DAMAGED', 'DATABASE_MISSING']

/** A workspace that cannot be opened: what happened, what is safe, what to do. */
export function ProblemScreen({ code, params = {}, sentence }: ProblemProps) {
  const { failure, refresh } = useSession()
  const [busy, setBusy] = useState(false)
  const { happened, safe, next, button } = sentence ?? (failure?.code === code ? failure.sentence : sentenceOf(code, params))
  const retry = async () => {
    setBusy(true)
    await refresh()
    setBusy(false)
  }
  const act = async () => {
    if (code === 'DATABASE_NEWER') await callApi('app.quit', {})
    else if (folderCodes.includes(code)) await callApi('files.showWorkspace', {}).catch(() => undefined)
    else await retry()
  }
  return (
    <main className="gate">
      <section className="gate-card" aria-labelledby="problem" data-problem={code}>
        <p className="gate-brand">支部工作台</p>
        <h1 id="problem" role="alert">{happened}</h1>
        <dl className="problem">
          <dt>数据</dt><dd>{safe}</dd>
          <dt>怎么办</dt><dd>{next}</dd>
        </dl>
        <div className="row">
          <button className="btn primary" type="button" autoFocus disabled={busy} onClick={() => void act()}>{button ?? '再试一次'}</button>
          {(folderCodes.includes(code) || code === 'DATABASE_NEWER') && <button className="btn" type="button" disabled={busy} onClick={() => void retry()}>再试一次</button>}
        </div>
      </section>
    </main>
  )
}
