import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

const built = import.meta.dirname
export const rendererRoot = join(built, '../renderer')
export const preloadFile = join(built, '../preload/index.cjs')
export const serviceFile = join(built, 'service.js')
export const workerFile = join(built, 'worker.js')
export const templatesFolder = app.isPackaged ? join(process.resourcesPath, 'templates') : join(built, '../../build/templates')

/** A setting for development and tests; a packaged application heeds none. */
export const developmentSetting = (name: string): string | undefined => (app.isPackaged ? undefined : process.env[name])

/** Before ready: everything of this user stands in one folder. */
export function choosePlaces(): void {
  const home = developmentSetting('BRANCH_DESK_HOME')
  if (home !== undefined) app.setPath('userData', home)
}
export const workspaceFolder = (): string => join(app.getPath('userData'), 'workspace')
/** Copies of attachments that another program shows; nothing in it outlives the open desk. */
export const openedFolder = (): string => join(app.getPath('userData'), 'opened')
export const logFile = (): string => join(app.getPath('userData'), 'logs', 'service.log')

/** A build of the addon for a runtime older than its prebuilds; absent on Electron 36 and newer. */
export function nativeBinding(): string | undefined {
  const packaged = join(process.resourcesPath, 'native/better_sqlite3.node')
  if (app.isPackaged) return existsSync(packaged) ? packaged : undefined
  return process.env['BRANCH_DESK_NATIVE_BINDING'] || undefined
}
