import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, shell, type IpcMainInvokeEvent } from 'electron'
import type { MainChannel, Output, Parsed } from '../../shared/contract/index.ts'
import type { Answer } from '../../shared/contract/api.ts'
import { mainChannels } from '../../shared/contract/channels.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { clearCopied, copyPersonal, copyText } from './clipboard.ts'
import { makePlace, removeCopies } from './openedCopies.ts'
import { printPaper } from './paperPrinting.ts'
import { openedFolder, workspaceFolder } from './paths.ts'
import { isOurs } from './security.ts'
import type { Desktop } from './desktop.ts'
import type { ServiceHost } from './serviceHost.ts'

type MainHandlers = { [C in MainChannel]: (input: Parsed<C>, window: BrowserWindow) => Promise<Output<C>> }

const formats = { docx: { name: 'Word 文档', extensions: ['docx'] }, pdf: { name: 'PDF 文档', extensions: ['pdf'] }, xlsx: { name: 'Excel 工作簿', extensions: ['xlsx'] } }

const folderDialogs = { export: { title: '导出到文件夹', buttonLabel: '导出到这里' }, backupPlace: { title: '选择放备份的U盘或文件夹', buttonLabel: '备份到这里' }, findBackup: { title: '选择存有备份的U盘或文件夹', buttonLabel: '在这里查找' }, salvage: { title: '选择放抢救资料的文件夹', buttonLabel: '放在这里' } }

/** Answers the calls that only the operating system can: dialogs, opening a file, printing, locking, quitting. */
export function answerMainChannels(service: ServiceHost, page: { end(): Promise<void>; show(): Promise<void> }, desktop: Desktop): void {
  const granted = new Map<string, string>()
  let locking: Promise<void> | null = null
  const lock = async (copied: string | null): Promise<void> => {
    await clearCopied(copied).catch(() => undefined)
    // At the same time: a service that is slow to end must not leave the desk in sight.
    await Promise.all([page.end(), desktop.notices.beforeLock().then(() => service.stop(true))])
    removeCopies(openedFolder())
    await page.show()
  }
  const grant = (path: string): string => {
    const token = randomUUID()
    granted.set(token, path)
    service.grant(token, path)
    return token
  }
  const pathOf = (token: string): string => {
    const path = granted.get(token)
    if (path === undefined) throw new AppError('FILE_TOKEN_UNKNOWN')
    if (!existsSync(path)) throw new AppError('FILE_GONE')
    return path
  }

  /** Opens a read-only copy in another program. */
  const openCopy = async (channel: 'attachments.copyTo' | 'materials.copyTo' | 'actions.copyFileTo' | 'study.copyFileTo' | 'talent.copyFileTo', id: string): Promise<Record<string, never>> => {
    const place = makePlace(openedFolder())
    const answer = await service.ask(channel, { id, fileToken: grant(place) })
    if (!answer.ok) throw new AppError(answer.error.code, { params: answer.error.params ?? {} })
    const reason = await shell.openPath(join(place, basename(answer.value.name)))
    if (reason !== '') throw new AppError('FILE_NOT_OPENED', { params: { what: 'attachment' } })
    return {}
  }

  const handlers: MainHandlers = {
    'dialogs.saveDocument': async ({ suggestedName, format }, window) => {
      const safeName = suggestedName.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '')
      const { filePath, canceled } = await dialog.showSaveDialog(window, { title: '导出到', defaultPath: join(app.getPath('documents'), safeName), filters: [formats[format]], properties: ['showOverwriteConfirmation', 'createDirectory'] })
      if (canceled || !filePath) return { fileToken: null, fileName: '' }
      const path = filePath.toLowerCase().endsWith(`.${format}`) ? filePath : `${filePath}.${format}`
      return { fileToken: grant(path), fileName: basename(path) }
    },
    'dialogs.openText': async (_input, window) => {
      const { filePaths: [path], canceled } = await dialog.showOpenDialog(window, { title: '打开会议文字', properties: ['openFile'], filters: [{ name: 'Word 文档和文本', extensions: ['docx', 'txt', 'md'] }] })
      if (canceled || !path) return { fileToken: null, fileName: '' }
      return { fileToken: grant(path), fileName: basename(path) }
    },
    'dialogs.openTemplate': async (_input, window) => {
      const { filePaths: [path], canceled } = await dialog.showOpenDialog(window, { title: '打开本单位的文书', properties: ['openFile'], filters: [{ name: 'Word 文档', extensions: ['docx'] }] })
      if (canceled || !path) return { fileToken: null, fileName: '' }
      return { fileToken: grant(path), fileName: basename(path) }
    },
    'dialogs.openRules': async (_input, window) => {
      const { filePaths: [path], canceled } = await dialog.showOpenDialog(window, { title: '打开规则库', properties: ['openFile'], filters: [{ name: '规则库', extensions: ['json'] }] })
      if (canceled || !path) return { fileToken: null, fileName: '' }
      return { fileToken: grant(path), fileName: basename(path) }
    },
    'dialogs.openTable': async (_input, window) => {
      // Old formats may be chosen too: only then can it be said how to save them anew.
      const { filePaths: [path], canceled } = await dialog.showOpenDialog(window, { title: '打开表格', properties: ['openFile'], filters: [{ name: 'Excel 表格和文本', extensions: ['xlsx', 'csv', 'txt', 'xls', 'et'] }] })
      if (canceled || !path) return { fileToken: null, fileName: '' }
      return { fileToken: grant(path), fileName: basename(path) }
    },
    'dialogs.openFiles': async (_input, window) => {
      const { attachableExtensions, mostAttachments } = await import('../../shared/domain/attachment.ts')
      const { filePaths, canceled } = await dialog.showOpenDialog(window, { title: '添加附件', properties: ['openFile', 'multiSelections'], filters: [{ name: '照片、PDF、Word和Excel', extensions: attachableExtensions }] })
      return { files: (canceled ? [] : filePaths).slice(0, mostAttachments).map((path) => ({ fileToken: grant(path), fileName: basename(path) })) }
    },
    'dialogs.chooseFolder': async ({ purpose }, window) => {
      const { filePaths: [path], canceled } = await dialog.showOpenDialog(window, { ...folderDialogs[purpose], defaultPath: app.getPath('documents'), properties: ['openDirectory', 'createDirectory'] })
      if (canceled || !path) return { folderToken: null, folderName: '' }
      return { folderToken: grant(path), folderName: basename(path) }
    },
    'attachments.open': ({ id }) => openCopy('attachments.copyTo', id),
    'materials.open': ({ id }) => openCopy('materials.copyTo', id),
    'actions.openFile': ({ id }) => openCopy('actions.copyFileTo', id),
    'study.openFile': ({ id }) => openCopy('study.copyFileTo', id),
    'talent.openFile': ({ id }) => openCopy('talent.copyFileTo', id),
    'files.open': async ({ fileToken }) => {
      const path = pathOf(fileToken)
      const reason = await shell.openPath(path)
      if (reason !== '') throw new AppError('FILE_NOT_OPENED', statSync(path).isDirectory() ? { params: { what: 'folder' } } : {})
      return {}
    },
    'files.showInFolder': async ({ fileToken }) => {
      shell.showItemInFolder(pathOf(fileToken))
      return {}
    },
    'files.showWorkspace': async () => {
      // Before the set-up there is only the folder it will be made in.
      const reason = await shell.openPath(existsSync(workspaceFolder()) ? workspaceFolder() : dirname(workspaceFolder()))
      if (reason !== '') throw new AppError('FOLDER_NOT_SHOWN')
      return {}
    },
    'app.copyText': async ({ text }) => {
      await copyText(text)
      return {}
    },
    // The value goes from the service to the clipboard; the page never has it.
    'app.copyPersonal': async (wanted) => {
      const answer = await service.ask('members.copyValue', wanted)
      if (!answer.ok) throw new AppError(answer.error.code, { params: answer.error.params ?? {} })
      if (answer.value.value !== '') await copyPersonal(answer.value.value)
      return {}
    },
    'app.print': (_input, window) => new Promise((resolve, reject) => {
      window.webContents.print({ silent: false, printBackground: true, pageSize: 'A4' }, (printed, reason) => {
        if (printed || reason === 'Print job canceled') resolve({})
        else reject(new AppError('NO_PRINTER', { params: { what: 'recoveryCode' } }))
      })
    }),
    'app.printPaper': async ({ pages }) => {
      await printPaper(pages.map((page) => Buffer.from(page, 'base64')))
      return {}
    },
    // Asked again meanwhile, it waits for the lock that is on its way.
    'app.lock': async ({ copied }) => {
      await (locking ??= lock(copied).finally(() => { locking = null }))
      return {}
    },
    'app.reload': async () => {
      await page.show()
      return {}
    },
    'app.quit': async () => {
      app.quit()
      return {}
    },
    'app.hide': async () => {
      desktop.hide()
      return {}
    },
    'desktop.settings': async () => desktop.settings(),
    'desktop.saveSettings': async (settings) => desktop.save(settings),
    'desktop.tryNotice': async () => desktop.tryNotice(),
  }

  for (const channel of Object.keys(mainChannels) as MainChannel[]) {
    ipcMain.handle(channel, (event, raw) => answer(channel, handlers[channel] as (input: unknown, window: BrowserWindow) => Promise<unknown>, event, raw))
  }
}

async function answer(channel: MainChannel, handler: (input: unknown, window: BrowserWindow) => Promise<unknown>, event: IpcMainInvokeEvent, raw: unknown): Promise<Answer<unknown>> {
  const window = BrowserWindow.fromWebContents(event.sender)
  // Only the top frame of our own page in a window of ours may ask.
  if (!window || !isOurs(event.senderFrame?.url) || event.senderFrame !== event.sender.mainFrame) return refusal('FORBIDDEN')
  // Read with the first call: all schemas together take longer to make than a window.
  const { contract } = await import('../../shared/contract/index.ts')
  const input = contract[channel].input.safeParse(raw)
  if (!input.success) return refusal('INVALID_INPUT')
  try {
    return { ok: true, value: await handler(input.data, window) }
  } catch (cause) {
    return refusal(cause instanceof AppError ? cause.code : 'INTERNAL', cause instanceof AppError ? cause.params : {})
  }
}

const refusal = (code: ErrorCode, params: Readonly<Record<string, string>> = {}): Answer<never> => ({ ok: false, error: { code, message: messageOf(code, params), params } })
