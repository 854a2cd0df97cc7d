import { app, type BrowserWindow, type Tray } from 'electron'
import type { Input, Output } from '../../shared/contract/index.ts'
import { clockFrom } from '../../shared/domain/clock.ts'
import { noticeTitle } from '../../shared/domain/noticeWords.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { autostartIsOn, setAutostart } from './autostart.ts'
import { readDesktopFile, writeDesktopFile, type DesktopFile } from './desktopFile.ts'
import { Notices } from './notices.ts'
import { desktopFile, developmentSetting, startsHidden } from './paths.ts'
import { isOurs } from './security.ts'
import type { ServiceHost } from './serviceHost.ts'
import { showTray } from './tray.ts'

/** What the application is on the desktop of this computer: its window, its notices, its place in the tray. */
export class Desktop {
  readonly #service: ServiceHost
  readonly #window: BrowserWindow
  readonly notices: Notices
  #file: DesktopFile
  #tray: Tray | null = null
  #quitting = false

  constructor(service: ServiceHost, window: BrowserWindow) {
    this.#service = service
    this.#window = window
    this.#file = readDesktopFile(desktopFile())
    this.notices = new Notices({
      service, clock: clockFrom(developmentSetting('BRANCH_DESK_NOW')),
      told: { read: () => this.#file.told, write: (told) => this.#keep({ told: [...told] }) },
      onClick: () => {
        this.open()
        window.webContents.send('today-asked')
      },
    })
    if (this.#file.tray) this.#putInTray()
    window.on('close', (event) => {
      if (this.#quitting || this.#tray === null) return
      event.preventDefault()
      this.#askToHide()
    })
    // The system shuts down: nobody is to be asked and nothing may hold it up.
    window.on('session-end', () => { this.#quitting = true })
    app.on('before-quit', () => { this.#quitting = true })
    // The page has something that is not saved: it asks, in sight.
    window.webContents.on('will-prevent-unload', () => {
      if (this.#quitting && !window.isVisible()) this.open()
      this.#quitting = false
    })
    if (startsHidden()) void this.notices.greet()
  }

  /** Brings the window up, wherever it is. */
  open(): void {
    const window = this.#window
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  settings(): Output<'desktop.settings'> { return { notices: this.notices.supported, tray: this.#file.tray, autostart: autostartIsOn() } }

  /** Errors: DESKTOP_REFUSED where the system does not let it. */
  save({ tray, autostart }: Input<'desktop.saveSettings'>): Output<'desktop.settings'> {
    try {
      if (autostart !== undefined) setAutostart(autostart)
      if (tray !== undefined) this.#keep({ tray })
    } catch (cause) {
      throw new AppError('DESKTOP_REFUSED', { cause })
    }
    if (this.#file.tray) this.#putInTray()
    else this.#takeOutOfTray()
    return this.settings()
  }

  tryNotice(): Output<'desktop.tryNotice'> {
    if (!this.notices.supported) return { shown: false }
    this.notices.show({ title: noticeTitle, body: '这是一条试发的提醒。真正的提醒也不写姓名和事项名称。' })
    return { shown: true }
  }

  /** The page has saved: out of sight, with a backup as when the window closes. */
  hide(): void {
    if (this.#tray === null) return
    this.#window.hide()
    void this.#service.ask('backup.beforeQuit', {})
  }

  #askToHide(): void {
    const { webContents } = this.#window
    // Between two pages there is nothing to save.
    if (isOurs(webContents.getURL())) webContents.send('hide-asked')
    else this.hide()
  }

  #putInTray(): void {
    this.#tray ??= showTray({ open: () => this.open(), lock: () => this.#window.webContents.send('lock-asked'), quit: () => app.quit() })
  }

  #takeOutOfTray(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  #keep(change: Partial<DesktopFile>): void {
    const next = { ...this.#file, ...change }
    writeDesktopFile(desktopFile(), next)
    this.#file = next
  }
}
