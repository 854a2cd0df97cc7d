import { Notification, powerMonitor } from 'electron'
import type { Output } from '../../shared/contract/index.ts'
import type { Clock } from '../../shared/domain/clock.ts'
import { localDay } from '../../shared/domain/days.ts'
import { lockedNotice, noticeTitle, type DesktopNotice } from '../../shared/domain/noticeWords.ts'
import type { ServiceHost } from './serviceHost.ts'

const every = 15 * 60_000
/** After the password the desk comes first. */
const afterOpening = 1500
const patience = 1000

export interface NoticesOptions {
  service: ServiceHost
  clock: Clock
  /** What was told while locked and the service does not know yet, kept over a restart. */
  told: { read(): readonly string[]; write(tokens: readonly string[]): void }
  /** A click on a notice. */
  onClick(): void
}

/** Shows what is due on the desktop: after unlocking, when the computer wakes, and every quarter of an hour. Of the data it keeps days alone. */
export class Notices {
  readonly #options: NoticesOptions
  /** One that is not held loses its click. */
  readonly #shown = new Set<Notification>()
  #plan: Output<'notices.plan'> = []
  #turn: Promise<void> = Promise.resolve()

  constructor(options: NoticesOptions) {
    this.#options = options
    setInterval(() => void this.check(), every).unref()
    for (const event of ['resume', 'unlock-screen'] as const) powerMonitor.on(event as 'resume', () => void this.check())
  }

  get supported(): boolean { return Notification.isSupported() }

  /** The workspace was opened. */
  opened(): void { setTimeout(() => void this.check(), afterOpening).unref() }

  /** One look after the other: two at once would tell the same while the desk is locked. */
  check(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#look()).catch(() => undefined)
    return this.#turn
  }

  async #look(): Promise<void> {
    // What cannot be shown must not count as told.
    if (!this.supported) return
    const { service, told } = this.#options
    const waiting = told.read()
    const noted = await service.ask('notices.told', { tokens: [...waiting] })
    if (!noted.ok) {
      if (noted.error.code === 'LOCKED') this.#tellLocked(waiting)
      return
    }
    if (waiting.length > 0) told.write([])
    const taken = await service.ask('notices.take', {})
    if (!taken.ok) return
    for (const notice of taken.value) this.show(notice)
    await this.#learn()
  }

  async #learn(): Promise<void> {
    const plan = await this.#options.service.ask('notices.plan', {})
    if (plan.ok) this.#plan = plan.value
  }

  /** Before the service ends for the lock: what was done or postponed since the last look is not to be told. A service that does not answer holds up no lock. */
  async beforeLock(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await Promise.race([this.#learn(), new Promise<void>((resolve) => { timer = setTimeout(resolve, patience) })])
    clearTimeout(timer)
  }

  #tellLocked(waiting: readonly string[]): void {
    const today = localDay(this.#options.clock())
    const due = this.#plan.filter(({ token, tellOn }) => tellOn <= today && !waiting.includes(token))
    const notice = lockedNotice(due.map(({ until }) => until), today)
    if (notice === null) return
    this.#options.told.write([...waiting, ...due.map(({ token }) => token)])
    this.show(notice)
  }

  /** Started with the system and locked: nothing is known yet of what is due. */
  async greet(): Promise<void> {
    const status = await this.#options.service.ask('workspace.status', {})
    if (this.supported && status.ok && status.value.state === 'locked') this.show({ title: noticeTitle, body: '支部工作台已在后台打开，解锁后查看今天的工作。' })
  }

  show({ title, body }: DesktopNotice): void {
    const notification = new Notification({ title, body })
    this.#shown.add(notification)
    notification.on('click', () => {
      this.#shown.delete(notification)
      this.#options.onClick()
    })
    notification.on('close', () => this.#shown.delete(notification))
    notification.show()
  }
}
