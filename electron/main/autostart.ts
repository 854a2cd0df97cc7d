import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { autostartEntry } from './autostartEntry.ts'
import { givenDataFolder, hiddenSwitch } from './paths.ts'

/** Freedesktop: Application Autostart Specification; GNOME, UKUI and DDE heed it. */
const entryFile = (): string => join(app.getPath('appData'), 'autostart', 'branch-desk.desktop')

/** How this application is started again, with the data folder it was given. */
const launch = (): { path: string; args: string[] } => ({ path: process.execPath, args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...givenDataFolder(), hiddenSwitch] })
/** Windows keeps one line of text. */
const onWindows = () => ({ path: launch().path, args: launch().args.map((word) => (/\s/.test(word) ? `"${word}"` : word)) })

/** Whether the system starts the application, as the system has it now: it may have been taken out there. */
export function autostartIsOn(): boolean {
  return process.platform === 'linux' ? existsSync(entryFile()) : app.getLoginItemSettings(onWindows()).openAtLogin
}

/** Starts the application with the system, hidden, or does not any more. Throws where the system refuses. */
export function setAutostart(on: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, ...onWindows() })
    return
  }
  const file = entryFile()
  if (!on) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  const { path, args } = launch()
  writeFileSync(file, autostartEntry([path, ...args]))
}
