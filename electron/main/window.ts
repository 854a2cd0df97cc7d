import { BrowserWindow, Menu, screen } from 'electron'
import { preloadFile } from './paths.ts'

export const webPreferences = {
  preload: preloadFile, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, v8CacheOptions: 'code' as const, devTools: false,
}

/** The one window. It appears with its first picture, so that no white sheet flashes. */
export function createWindow(): BrowserWindow {
  Menu.setApplicationMenu(null)
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    width: Math.min(width, 1440), height: Math.min(height, 900), minWidth: 960, minHeight: 600, show: false, title: '支部工作台', backgroundColor: '#f6f5f3', autoHideMenuBar: true, webPreferences,
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}
