import { useEffect, useState } from 'react'
import type { SurroundingsReminder, SurroundingsStatus } from '../../../shared/domain/surroundings.ts'
import { asApiError, callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useSaving, useSession } from '../session/index.ts'

const everyMinute = 60_000
/** After a save the disk may be full; but an officer who types saves many times a minute. */
const patience = 3000
/** What can wait until tomorrow. A full disk and a wrong clock cannot. */
const mayWait: readonly SurroundingsReminder['code'][] = ['diskLittle']
const dismissedPlace = 'surroundings-reminder-dismissed'
const isDismissedToday = (): boolean => localStorage.getItem(dismissedPlace) === today()

/** Lines over whatever screen: what is wrong with the disk and with the clock, and what to do. None while all is well. */
export function SurroundingsLines() {
  const interrupted = useSession((state) => state.interrupted)
  const { state: saving, savedAt } = useSaving()
  const [status, setStatus] = useState<SurroundingsStatus | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isDismissed, setIsDismissed] = useState(isDismissedToday)

  useEffect(() => {
    if (interrupted) return
    const look = () => {
      setIsDismissed(isDismissedToday())
      // Nobody asked: where it cannot be read, the last known state stays.
      callApi('surroundings.status', {}).then(setStatus, () => undefined)
    }
    look()
    const timer = setInterval(look, everyMinute)
    return () => clearInterval(timer)
  }, [interrupted])
  useEffect(() => {
    if (savedAt === null && saving !== 'failed') return
    const timer = setTimeout(() => { callApi('surroundings.status', {}).then(setStatus, () => undefined) }, patience)
    return () => clearTimeout(timer)
  }, [savedAt, saving])

  const acceptClock = async () => {
    setFailure(null)
    try {
      setStatus(await callApi('surroundings.acceptClock', {}))
    } catch (thrown) {
      setFailure(asApiError(thrown).sentence.happened)
    }
  }
  const dismiss = () => {
    localStorage.setItem(dismissedPlace, today())
    setIsDismissed(true)
  }
  return status?.reminders.filter(({ code }) => !(isDismissed && mayWait.includes(code))).map(({ code, message }) => (
    <div key={code} className={`shell-line ${code === 'reserveUsed' || code === 'diskScarce' ? 'bad' : 'warn'}`} role="status">
      <span>{message}</span>
      <span className="row">
        {(code === 'clockBehind' || code === 'clockAhead') && <>{failure !== null && <span className="error-text" role="alert">{failure}</span>}<button className="btn small" type="button" onClick={() => void acceptClock()}>时间是对的</button></>}
        {mayWait.includes(code) && <button className="btn quiet small" type="button" onClick={dismiss}>今天不再提醒</button>}
      </span>
    </div>
  ))
}
