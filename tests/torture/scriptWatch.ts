// Hears whatever of a record is taken for more than text: code that runs, a request, a page that goes elsewhere, a window, a dialog.
import type { Desk } from '../drive/desk.ts'

/** What happened so far that no text may make happen. */
export type Watch = () => Promise<string[]>

export async function watchDesk({ app, page }: Desk): Promise<Watch> {
  const heard: string[] = []
  page.on('console', (message) => { if (message.text().startsWith('RAN ')) heard.push(`执行了：${message.text()}`) })
  page.on('dialog', (dialog) => { heard.push(`弹出了${dialog.type()}`); void dialog.dismiss() })
  const address = page.url()
  page.on('framenavigated', (frame) => { if (frame !== page.mainFrame() || frame.url() !== address) heard.push(`去了${frame.url()}`) })
  await page.evaluate(() => {
    for (const name of ['canary', 'alert', 'confirm', 'prompt']) Reflect.set(globalThis, name, (n: unknown) => { console.log(`RAN ${name} ${String(n)}`) })
  })
  // Hidden windows and their sessions too: the one that prints, the one that draws pages for the printer.
  await app.evaluate(({ app: electron, session, BrowserWindow }) => {
    const seen: string[] = []
    Reflect.set(globalThis, 'heardOfPayloads', seen)
    const suspicious = /canary|^(?!app:|blob:|data:|devtools:)/
    const listen = (each: Electron.Session) => {
      const note = ({ url }: { url: string }) => { if (suspicious.test(url)) seen.push(`请求了${url.slice(0, 120)}`) }
      each.webRequest.onErrorOccurred(note)
      each.webRequest.onCompleted(note)
    }
    listen(session.defaultSession)
    electron.on('session-created', listen)
    electron.on('web-contents-created', (_event, contents) => {
      contents.on('console-message', (_details, _level, text) => { if (String(text).includes('canary')) seen.push(`隐藏的窗口说了${String(text).slice(0, 120)}`) })
      contents.on('did-navigate', (_navigation, url) => { if (suspicious.test(url)) seen.push(`隐藏的窗口去了${url.slice(0, 120)}`) })
    })
    electron.on('browser-window-created', () => { if (BrowserWindow.getAllWindows().filter((each) => each.isVisible()).length > 1) seen.push('多了一个窗口') })
  })
  return async () => {
    const outline = await page.evaluate(() => getComputedStyle(document.body).outlineWidth)
    const inMain = await app.evaluate(() => Reflect.get(globalThis, 'heardOfPayloads') as string[])
    return [...heard, ...inMain, ...(outline === '7px' ? ['样式起了作用'] : [])]
  }
}
