import { sentenceOf } from '../../shared/errors/sentences.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { useSession } from '../features/session/index.ts'

/** The data service stopped by itself: the password again, and the desk below is as it was. */
export function InterruptedOverlay() {
  const { interrupted, resume } = useSession()
  if (!interrupted) return null
  const { happened, safe } = sentenceOf('SERVICE_STOPPED')
  return (
    <div className="overlay">
      <section className="gate-card" role="dialog" aria-modal="true" aria-labelledby="interrupted">
        <h1 id="interrupted" style={{ marginBottom: 8 }}>{happened}</h1>
        <p style={{ marginBottom: 16 }}>{safe}</p>
        <PasswordForm verb="继续" onSubmit={resume} />
      </section>
    </div>
  )
}
