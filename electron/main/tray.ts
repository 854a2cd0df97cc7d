import { Menu, nativeImage, Tray } from 'electron'
import { noticeTitle } from '../../shared/domain/noticeWords.ts'
import { iconFile } from './paths.ts'

/** Two steps of the display: sharp at 100 and at 200 %. */
const size = 32

/** The icon in the tray with its menu. Keep it: one that is not held is taken away. */
export function showTray({ open, lock, quit }: { open(): void; lock(): void; quit(): void }): Tray {
  const tray = new Tray(nativeImage.createFromPath(iconFile).resize({ width: size, height: size }))
  tray.setToolTip(noticeTitle)
  tray.setContextMenu(Menu.buildFromTemplate([{ label: '打开', click: open }, { label: '锁定', click: lock }, { type: 'separator' }, { label: '退出', click: quit }]))
  tray.on('click', open)
  return tray
}
