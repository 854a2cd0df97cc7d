import { useState } from 'react'
import { RecoverForm } from './RecoverForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { useSession } from '../features/session/index.ts'

/** The password box; behind 忘记口令, the recovery code. */
export function UnlockScreen() {
  const unlock = useSession((state) => state.unlock)
  const [forgotten, setForgotten] = useState(false)
  return (
    <main className="gate">
      <section className="gate-card" aria-labelledby="gate-title">
        <p className="gate-brand">支部工作台</p>
        <h1 id="gate-title">{forgotten ? '用恢复码设新口令' : '输入口令'}</h1>
        {forgotten
          ? <RecoverForm onBack={() => setForgotten(false)} />
          : <PasswordForm verb="打开" onSubmit={unlock} onForgotten={() => setForgotten(true)} />}
      </section>
    </main>
  )
}
