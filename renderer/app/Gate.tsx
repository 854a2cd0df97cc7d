import { lazy, Suspense, useEffect, useRef } from 'react'
import { AutoLock } from './autoLock.ts'
import { Opening } from './Opening.tsx'
import { ProblemScreen } from './ProblemScreen.tsx'
import { UnlockScreen } from './UnlockScreen.tsx'
import { callApi, onHideAsked, tellUsable } from '../lib/callApi.ts'
import { leave, useSession } from '../features/session/index.ts'

// Plain React up to here: the password box must not wait for the UI kit, which loads while the key is derived.
const loadDesk = () => import('./Desk.tsx')
const loadSetUp = () => import('../features/setup/index.ts')
const Desk = lazy(async () => ({ default: (await loadDesk()).Desk }))
const SetUpPage = lazy(async () => ({ default: (await loadSetUp()).SetUpPage }))
const RecoveryPage = lazy(async () => ({ default: (await loadSetUp()).RecoveryPage }))

/** The service needs as long again as the page to start; what it finds replaces the box where it is not a password that is wanted. */
const expectsPassword = document.body.dataset['expects'] === 'password'

/** Which screen the state of the workspace calls for. */
export function Gate() {
  const { status, failure, sheet, refresh } = useSession()
  const told = useRef(false)
  useEffect(() => { void refresh() }, [refresh])
  // The window goes into the tray: the same saving and the same question as before it closes.
  useEffect(() => onHideAsked(() => void leave(() => { callApi('app.hide', {}).catch(() => undefined) })), [])
  useEffect(() => {
    if ((status === null && !expectsPassword) || told.current) return
    told.current = true
    tellUsable()
  }, [status])
  // Not before the service has told its clock: stores of the desk begin with the day.
  const isLocked = status?.state === 'locked'
  useEffect(() => { if (isLocked) requestIdleCallback(() => { void loadDesk() }) }, [isLocked])

  if (status === null) return failure ? <ProblemScreen sentence={failure.sentence} code={failure.code} /> : expectsPassword ? <UnlockScreen /> : <Opening />
  switch (status.state) {
    case 'problem': return <ProblemScreen code={status.problem ?? 'INTERNAL'} params={status.params} />
    case 'locked': return sheet ? <Suspense fallback={<Opening />}><RecoveryPage /></Suspense> : <UnlockScreen />
    case 'new': return <Suspense fallback={<Opening />}><SetUpPage /></Suspense>
    case 'open': return <Suspense fallback={<Opening />}>{status.info?.recoveryConfirmed ? <Desk info={status.info} /> : <><AutoLock minutes={status.info?.lockAfter ?? 5} /><RecoveryPage /></>}</Suspense>
  }
}
