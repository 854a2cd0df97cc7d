import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { app } from 'electron'

const built = import.meta.dirname
export const rendererRoot = join(built, '../renderer')
export const preloadFile = join(built, '../preload/index.cjs')
export const serviceFile = join(built, 'service.js')
/** The processes that do one job for the service. */
export const workerFiles = { backup: join(built, 'worker.js'), parser: join(built, 'parser.js') }
export const templatesFolder = app.isPackaged ? join(process.resourcesPath, 'templates') : join(built, '../../build/templates')

/** For the tray; the window has the icon of the program. */
export const iconFile = app.isPackaged ? join(process.resourcesPath, 'icon.png') : join(built, '../../build/icons/icon.png')

/** A setting for development and tests; a packaged application heeds none. */
export const developmentSetting = (name: string): string | undefined => (app.isPackaged ? undefined : process.env[name])

/** The way out of a profile that lies on a network: the administrator names a folder in the shortcut. PLACE_REFUSED says so in these words. */
const dataFolderSwitch = '--数据文件夹='

/** Started with the system: nobody has asked to see it. */
export const hiddenSwitch = '--hidden'
export const startsHidden = (): boolean => process.argv.includes(hiddenSwitch)
/** The data folder that this start was given, as it was given. */
export const givenDataFolder = (): string[] => process.argv.filter((argument) => argument.startsWith(dataFolderSwitch)).slice(0, 1)

/** Before ready: everything of this user stands in one folder. */
export function choosePlaces(): void {
  const chosen = process.argv.find((argument) => argument.startsWith(dataFolderSwitch))?.slice(dataFolderSwitch.length)
  const home = developmentSetting('BRANCH_DESK_HOME')
  if (chosen !== undefined && isAbsolute(chosen)) app.setPath('userData', chosen)
  else if (home !== undefined) app.setPath('userData', home)
}
/** What the service may know of the environment: where OneDrive keeps its folders. */
export const serviceEnvironment = (): Record<string, string> =>
  Object.fromEntries(['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))

export const workspaceFolder = (): string => join(app.getPath('userData'), 'workspace')
/** There is a workspace with a password, or what is left of one. */
export const hasWorkspace = (): boolean => ['keyring.json', 'branch.db'].every((name) => existsSync(join(workspaceFolder(), name)))
/** Copies of attachments that another program shows; nothing in it outlives the open desk. */
export const openedFolder = (): string => join(app.getPath('userData'), 'opened')
/** The settings of this computer, in the clear. */
export const desktopFile = (): string => join(app.getPath('userData'), 'desktop.json')
export const logFile = (): string => join(app.getPath('userData'), 'logs', 'service.log')

/** A build of the addon for a runtime older than its prebuilds; absent on Electron 36 and newer. */
export function nativeBinding(): string | undefined {
  const packaged = join(process.resourcesPath, 'native/better_sqlite3.node')
  if (app.isPackaged) return existsSync(packaged) ? packaged : undefined
  return process.env['BRANCH_DESK_NATIVE_BINDING'] || undefined
}
