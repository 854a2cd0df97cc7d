import { PasswordForm } from './PasswordForm.tsx'
import { retrySaves, useSession } from '../features/session/index.ts'
import { useCover } from './autoLock.ts'

/** In place of the lock where the last words could not be saved: nothing of the desk is seen, and nothing typed is lost. */
export function CoverOverlay() {
  const covered = useCover((state) => state.covered)
  const unlock = useSession((state) => state.resume)
  if (!covered) return null
  const open = async (password: string) => {
    await unlock(password)
    useCover.setState({ covered: false })
    retrySaves()
  }
  return (
    <div className="overlay cover">
      <section className="gate-card" role="dialog" aria-modal="true" aria-labelledby="covered">
        <h1 id="covered" style={{ marginBottom: 8 }}>已遮住，还没有锁定</h1>
        <p style={{ marginBottom: 16 }}>最后的改动没有保存成功，锁定会丢掉它们，所以先遮住屏幕。输入口令后会再保存一次。</p>
        <PasswordForm verb="继续" onSubmit={open} />
      </section>
    </div>
  )
}
