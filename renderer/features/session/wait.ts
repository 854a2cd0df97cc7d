import { create } from 'zustand'
import { asApiError } from '../../lib/callApi.ts'

/** `over`: a wait has just ended, and nothing was tried since. */
interface WaitState { seconds: number; over: boolean }

/** How long the service looks at no password any more, after several wrong ones; the same for every form that asks for one. */
export const useWait = create<WaitState>()(() => ({ seconds: 0, over: false }))

let until = 0
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000))
  if (seconds === 0) clearInterval(timer)
  if (seconds !== useWait.getState().seconds) useWait.setState({ seconds, over: seconds === 0 })
}

/** Counts down from so many seconds, which the service said were left. */
export function beginWait(seconds: number): void {
  clearInterval(timer)
  until = performance.now() + seconds * 1000
  useWait.setState({ seconds, over: false })
  if (seconds > 0) timer = setInterval(tick, 200)
}

/** Waits for the answer to a password or a recovery code; a refusal that says how long to wait starts the countdown. */
export async function askingSecret<V>(answer: Promise<V>): Promise<V> {
  useWait.setState({ over: false })
  try {
    return await answer
  } catch (thrown) {
    const error = asApiError(thrown)
    if (['WRONG_PASSWORD', 'WRONG_RECOVERY_CODE', 'TOO_MANY_ATTEMPTS'].includes(error.code)) beginWait(Number(error.params['seconds'] ?? 0))
    throw error
  }
}

/** 40秒, 1分20秒, 5分钟. */
export function waitInWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return minutes === 0 ? `${rest}秒` : rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`
}
