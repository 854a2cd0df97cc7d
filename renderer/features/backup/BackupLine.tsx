import { useEffect, useState } from 'react'
import type { BackupReminder, Restored } from '../../../shared/domain/backup.ts'
import { instantWords } from '../../../shared/domain/backupWords.ts'
import { now, today } from '../../lib/clock.ts'
import { leave, useRoute, useSession } from '../session/index.ts'
import { useBackups } from './backupStore.ts'
import { RestoreDialog } from './RestoreDialog.tsx'
import './backup.css'

const every = 2 * 60_000
/** These mend themselves within a minute or two: told only where they are still true at the next look. */
const fleeting: readonly BackupReminder['code'][] = ['never', 'notSince']
const dismissedPlace = 'backup-reminder-dismissed'
const dismissedToday = (): string[] => {
  const [day, ...codes] = (localStorage.getItem(dismissedPlace) ?? '').split(' ')
  return day === today() ? codes : []
}
const instantOf = (id: string): string => `${id.slice(0, 13)}:${id.slice(14, 16)}:${id.slice(17, 19)}.000Z`

/** One line over whatever screen: what was restored just now and how to undo it, else the most urgent reminder. Nothing waits for it. */
export function BackupLine() {
  const { status, restoring, readStatus } = useBackups()
  const interrupted = useSession((state) => state.interrupted)
  const screen = useRoute((state) => state.route?.screen)
  const [before, setBefore] = useState<readonly string[]>([])
  const [dismissed, setDismissed] = useState(dismissedToday)
  const [isPutAway, setIsPutAway] = useState(false)

  useEffect(() => {
    if (interrupted) return
    void readStatus()
    const timer = setInterval(() => {
      setBefore(useBackups.getState().status?.reminders.map(({ code }) => code) ?? [])
      setDismissed(dismissedToday())
      void readStatus()
    }, every)
    return () => clearInterval(timer)
  }, [readStatus, interrupted])

  // A clock that is put back has a line of its own in the shell.
  const reminder = status?.reminders.find(({ code }) => code !== 'clock' && !dismissed.includes(code) && (!fleeting.includes(code) || before.includes(code)))
  const dismiss = ({ code }: BackupReminder) => {
    const codes = [...dismissedToday(), code]
    localStorage.setItem(dismissedPlace, [today(), ...codes].join(' '))
    setDismissed(codes)
  }
  return (
    <>
      {status?.restored && !isPutAway ? <RestoredLine restored={status.restored} onPutAway={() => setIsPutAway(true)} />
        : reminder && screen !== 'backups' && <ReminderLine reminder={reminder} onDismiss={() => dismiss(reminder)} />}
      {restoring !== null && <RestoreDialog key={restoring} id={restoring} onClose={() => useBackups.setState({ restoring: null })} />}
    </>
  )
}

function RestoredLine({ restored: { at, undo, kept }, onPutAway }: { restored: Restored; onPutAway(): void }) {
  return (
    <div className="shell-line" role="status">
      <span>已恢复到<b>{instantWords(at, now())}</b>的数据。{undo !== null && `恢复之前（${instantWords(instantOf(undo), now())}）的数据也备份了。`}{kept !== null && `原来的文件没有删除，在数据文件夹的 ${kept} 里。`}</span>
      <span className="row">
        {undo !== null && <button className="btn small" type="button" onClick={() => useBackups.setState({ restoring: undo })}>撤销这次恢复…</button>}
        <button className="btn quiet small" type="button" onClick={onPutAway}>知道了</button>
      </span>
    </div>
  )
}

function ReminderLine({ reminder: { code, message }, onDismiss }: { reminder: BackupReminder; onDismiss(): void }) {
  const go = useRoute((state) => state.go)
  return (
    <div className={`shell-line ${code === 'failed' || code === 'rehearsalFailed' ? 'bad' : 'warn'}`} role="status">
      <span title={message}>{message}</span>
      <span className="row">
        <button className="btn small" type="button" onClick={() => void leave(() => go({ screen: 'backups' }))}>去看备份</button>
        <button className="btn quiet small" type="button" onClick={onDismiss}>今天不再提醒</button>
      </span>
    </div>
  )
}
