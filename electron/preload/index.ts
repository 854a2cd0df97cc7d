import { contextBridge, ipcRenderer } from 'electron'
import type { Answer, Api } from '../../shared/contract/api.ts'
import { mainChannels } from '../../shared/contract/channels.ts'

const stopped: Answer<never> = { ok: false, error: { code: 'SERVICE_STOPPED', message: '数据服务意外停止，已重新启动。已保存的内容都在。请输入口令继续。' } }
const waiting = new Map<number, (answer: Answer<never>) => void>()
const listeners = new Set<() => void>()
let next = 0
let port = nextPort()

/** The port to the service comes from main; after the service was started again, a new one comes. */
function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    ipcRenderer.once('service-port', (event) => {
      const received = event.ports[0]
      if (!received) return
      received.onmessage = ({ data }: MessageEvent<{ id: number; answer: Answer<never> }>) => {
        waiting.get(data.id)?.(data.answer)
        waiting.delete(data.id)
      }
      resolve(received)
    })
  })
}

ipcRenderer.on('service-stopped', () => {
  for (const answer of waiting.values()) answer(stopped)
  waiting.clear()
  port = nextPort()
  for (const listener of listeners) listener()
})

/** Hears of what main asks of the page: to lock, to save before it is hidden, to show the room 今天. */
function heard(message: string): (listener: () => void) => () => void {
  const heeding = new Set<() => void>()
  ipcRenderer.on(message, () => { for (const listener of heeding) listener() })
  return (listener) => {
    heeding.add(listener)
    return () => { heeding.delete(listener) }
  }
}

const api: Api = {
  async call(channel, input) {
    if (Object.hasOwn(mainChannels, channel)) return ipcRenderer.invoke(channel, input)
    const open = await port
    return new Promise((resolve) => {
      const id = next++
      waiting.set(id, resolve)
      open.postMessage({ id, channel, input })
    })
  },
  usable: () => ipcRenderer.send('usable'),
  onServiceStopped: (listener) => {
    listeners.add(listener)
    return () => { listeners.delete(listener) }
  },
  onLockAsked: heard('lock-asked'),
  onHideAsked: heard('hide-asked'),
  onTodayAsked: heard('today-asked'),
}
contextBridge.exposeInMainWorld('api', api)
