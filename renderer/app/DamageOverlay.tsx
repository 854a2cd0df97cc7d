import { useEffect, useRef, useState } from 'react'
import { instantWords } from '../../shared/domain/backupWords.ts'
import type { DamageOverview } from '../../shared/domain/damage.ts'
import { hasUnsaved, saveOverRestored, useSaving } from '../features/session/index.ts'
import { asApiError, callApi, onDamaged, type ApiError } from '../lib/callApi.ts'
import { now } from '../lib/clock.ts'
import { endPage } from './UnsavedOverlay.tsx'

/** Left for later, it is not told again by every save that is tried meanwhile. */
const patience = 60_000

/** At work a broken place of the database was met: what is on the screen stays, and can be saved once a backup is in its place. */
export function DamageOverlay() {
  const [error, setError] = useState<ApiError | null>(null)
  const [overview, setOverview] = useState<DamageOverview | null>(null)
  const quietUntil = useRef(0)
  const [step, setStep] = useState<'asking' | 'restoring' | 'notSaved'>('asking')
  const [failure, setFailure] = useState<ApiError | null>(null)
  useEffect(() => onDamaged((met) => { if (performance.now() >= quietUntil.current) setError((known) => known ?? met) }), [])
  useEffect(() => {
    if (error) void callApi('damage.overview', {}).then(setOverview, () => undefined)
  }, [error])
  if (!error) return null
  const best = overview?.best ?? null

  const later = () => {
    quietUntil.current = performance.now() + patience
    setError(null)
  }
  const restore = async () => {
    if (!best || step === 'restoring') return
    setStep('restoring')
    setFailure(null)
    try {
      await restoreUnderDesk(best.id)
      if (await saveOverRestored()) await callApi('app.reload', {})
      else setStep('notSaved')
    } catch (thrown) {
      setFailure(asApiError(thrown))
      setStep('asking')
    }
  }
  return (
    <div className="overlay">
      <section className="gate-card" style={{ width: 480 }} role="dialog" aria-modal="true" aria-labelledby="damaged" aria-busy={step === 'restoring'}>
        {step === 'notSaved' ? <NotSaved onStay={() => { setError(null); setStep('asking') }} /> : (
          <>
            <h1 id="damaged" style={{ marginBottom: 8 }}>数据文件里有一处读不出来了</h1>
            <p>屏幕上的文字还在，没有关闭{hasUnsaved() ? '；最后的改动还没有保存，可以在恢复以后补存' : ''}。损坏的文件会原样保留。</p>
            <p className="mut" style={{ margin: '8px 0 0' }}>{overview === null ? '正在查看备份…' : best ? `恢复时先试着备份现在的数据，成了就一点不丢；不成就用${instantWords(best.at, now())}那一份，那以后别的改动要重新登记。` : '本机没有可恢复的备份。请先把屏幕上的文字复制到别处，再锁定，用U盘的备份或只读抢救。'}</p>
            <div className="note-space">{step === 'restoring' ? <p className="mut" role="status">正在恢复，再补存屏幕上的文字…</p> : failure && <p className="error-text" role="alert">{failure.sentence.happened}<span className="mut">{failure.sentence.safe}{failure.sentence.next}</span></p>}</div>
            <div className="row wrap">
              {best && <button className="btn primary" type="button" autoFocus disabled={step === 'restoring'} onClick={() => void restore()}>从备份恢复，再补存</button>}
              <button className="btn" type="button" autoFocus={!best} disabled={step === 'restoring'} onClick={later}>先留在这里</button>
              <button className="btn quiet" type="button" disabled={step === 'restoring'} onClick={() => void endPage('app.lock')}>锁定，换一种办法</button>
            </div>
          </>
        )}
      </section>
    </div>
  )
}

function NotSaved({ onStay }: { onStay(): void }) {
  const error = useSaving((state) => state.error)
  return (
    <>
      <h1 id="damaged" style={{ marginBottom: 8 }}>已经恢复，屏幕上的文字还没有补存</h1>
      <p>{error?.sentence.happened}</p>
      <p className="mut" style={{ margin: '8px 0 16px' }}>文字还在屏幕上。请先复制到别处，再离开这一页。</p>
      <div className="row"><button className="btn primary" type="button" autoFocus onClick={onStay}>回到屏幕上的文字</button></div>
    </>
  )
}

/**
 * Where all records can still be read, as when only an index is broken, a backup of this very moment is whole and nothing is lost. Else the newest
 * one; and where too much is broken even to keep the broken state as a backup, the file itself is kept.
 */
async function restoreUnderDesk(newest: string): Promise<void> {
  const ofNow = await callApi('backup.create', {}).catch(() => null)
  const id = ofNow?.verified ? ofNow.id : newest
  try {
    await callApi('backup.restore', { id })
  } catch (thrown) {
    if (asApiError(thrown).code !== 'DATABASE_DAMAGED') throw thrown
    await callApi('damage.restore', { id })
  }
}
