// Hands the page a port to the echo, as the desk's preload hands one to its service.
import { contextBridge, ipcRenderer } from 'electron'

const waiting = new Map()
let next = 0
const port = new Promise((resolve) => {
  ipcRenderer.once('echo-port', ({ ports: [received] }) => {
    received.onmessage = ({ data: { id, answer } }) => {
      waiting.get(id)(answer)
      waiting.delete(id)
    }
    resolve(received)
  })
})
contextBridge.exposeInMainWorld('echo', async (said) => {
  const open = await port
  return new Promise((resolve) => {
    const id = next++
    waiting.set(id, resolve)
    open.postMessage({ id, said })
  })
})
