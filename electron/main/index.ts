// The order in which the application starts; what each step does stands in its own file.
import { app, ipcMain, powerMonitor, session } from 'electron'
import { answerMainChannels } from './answers.ts'
import { appId } from './appId.ts'
import { backUpBeforeQuit } from './backupBeforeQuit.ts'
import { removeCopies } from './openedCopies.ts'
import { clearPersonal } from './clipboard.ts'
import { Desktop } from './desktop.ts'
import { readDesktopFile } from './desktopFile.ts'
import { choosePlaces, desktopFile, developmentSetting, hasWorkspace, hiddenSwitch, logFile, nativeBinding, openedFolder, startsHidden, templatesFolder, workspaceFolder } from './paths.ts'
import { denyAll, isOurs, sealOff, serveRenderer } from './security.ts'
import { ServiceHost } from './serviceHost.ts'
import { createWindow, endPage, showPage } from './window.ts'

// Chromium's own words and date fields speak Chinese whatever the system speaks; on Linux only this variable is heeded.
app.commandLine.appendSwitch('lang', 'zh-CN')
process.env['LANGUAGE'] = 'zh_CN'
choosePlaces()
if (process.platform === 'win32') app.setAppUserModelId(appId)
if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  sealOff()
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(async () => {
    // A desk that was killed could not.
    removeCopies(openedFolder())
    denyAll()
    serveRenderer(session.defaultSession, hasWorkspace)
    const service = new ServiceHost(
      { folder: workspaceFolder(), templates: templatesFolder, log: logFile(), clock: developmentSetting('BRANCH_DESK_NOW'), nativeBinding: nativeBinding() },
      () => {
        window.webContents.send('service-stopped')
        service.connect(window.webContents)
      },
      () => desktop.notices.opened(),
    )
    const window = createWindow(!startsHidden() ? 'shown' : readDesktopFile(desktopFile()).tray ? 'hidden' : 'minimized')
    const desktop = new Desktop(service, window)
    const { webContents } = window
    let openAgain = false
    app.on('second-instance', (_event, argv) => {
      if (argv.includes(hiddenSwitch)) return
      // Clicked again while the last backup is being made: the window is gone by then.
      if (window.isDestroyed()) {
        openAgain = true
        return
      }
      desktop.open()
    })
    ipcMain.on('usable', (event) => { if (isOurs(event.senderFrame?.url)) performance.mark('usable') })
    webContents.on('dom-ready', () => { if (isOurs(webContents.getURL())) service.connect(webContents) })
    // A killed page comes back where it was: the service still holds what was typed.
    webContents.on('render-process-gone', (_event, { reason }) => { if (reason !== 'clean-exit') void showPage(window) })
    // The page saves what was typed, then asks for the lock itself.
    for (const event of ['suspend', 'lock-screen'] as const) powerMonitor.on(event as 'suspend', () => webContents.send('lock-asked'))
    answerMainChannels(service, { end: () => endPage(window), show: () => showPage(window) }, desktop)
    let ending: 'not yet' | 'now' | 'done' = 'not yet'
    app.on('will-quit', (event) => {
      if (ending === 'done') return
      event.preventDefault()
      if (ending === 'now') return
      ending = 'now'
      void clearPersonal().catch(() => undefined).then(() => backUpBeforeQuit(service)).then(() => service.stop(false)).finally(() => {
        removeCopies(openedFolder())
        ending = 'done'
        if (openAgain) app.relaunch()
        app.quit()
      })
    })
    await showPage(window)
  })
}
