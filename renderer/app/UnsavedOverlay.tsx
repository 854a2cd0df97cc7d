import { useEffect } from 'react'
import { hasUnsaved, leave, leavingQuestion, useLeaving, useSaving } from '../features/session/index.ts'
import { callApi } from '../lib/callApi.ts'
import { lastCopied } from './copied.ts'

/** Whether the page may end although something is not saved: it was saved just now, or the officer gave it up. */
let mayEnd = false

const end = async (channel: 'app.lock' | 'app.quit') => (channel === 'app.lock' ? callApi(channel, { copied: await lastCopied() }) : callApi(channel, {}))

/** Locks without asking anybody; answers whether it could. */
export async function lockPage(): Promise<boolean> {
  mayEnd = true
  return end('app.lock').then(() => true, () => {
    mayEnd = false
    return false
  })
}

/** Ends the page, by locking or quitting, once all is saved or given up. */
export const endPage = (channel: 'app.lock' | 'app.quit'): Promise<void> => leave(() => {
  mayEnd = true
  end(channel).catch(() => { mayEnd = false })
})

/** Before something that was not saved is left: once more, stay, or give it up. */
export function UnsavedOverlay() {
  const act = useLeaving((state) => state.act)
  const error = useSaving((state) => state.error)
  useEffect(() => {
    const onClose = (event: BeforeUnloadEvent) => {
      if (mayEnd || !hasUnsaved()) return
      event.preventDefault()
      void endPage('app.quit')
    }
    window.addEventListener('beforeunload', onClose)
    return () => window.removeEventListener('beforeunload', onClose)
  }, [])
  if (!act) return null
  const stay = () => useLeaving.setState({ act: null })
  const giveUp = () => {
    stay()
    act()
  }
  const question = leavingQuestion()
  const keep = async () => {
    if (!question) return leave(act)
    if (await question.save()) await leave(act)
    // The screen behind tells why it could not be kept.
    else stay()
  }
  return (
    <div className="overlay">
      <section className="gate-card" role="dialog" aria-modal="true" aria-labelledby="unsaved">
        <h1 id="unsaved" style={{ marginBottom: 8 }}>{question?.what ?? '最后的改动还没有保存'}</h1>
        <p>{question?.safe ?? `${error?.sentence.happened ?? ''}屏幕上的文字还在，此前已保存的内容都在。`}</p>
        <p className="mut" style={{ margin: '8px 0 16px' }}>{question ? '' : error?.sentence.next}</p>
        <div className="row wrap">
          <button className="btn primary" type="button" autoFocus onClick={() => void keep()}>{question?.verb ?? '再试一次'}</button>
          <button className="btn" type="button" onClick={stay}>留在这里</button>
          <button className="btn quiet" type="button" onClick={giveUp}>不保存，离开</button>
        </div>
      </section>
    </div>
  )
}
