// electron-builder calls this on every unpacked application. A package for users passes through unchanged; one made of
// the closed-network runtime gets its own addon, loses the loader, and says what it is.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {{ appOutDir: string }} context */
export default function afterPack({ appOutDir }) {
  const { BRANCH_DESK_ELECTRON_KIND: kind, BRANCH_DESK_NATIVE_BINDING: addon } = process.env
  const resources = join(appOutDir, 'resources')
  if (addon) {
    // electron/main/paths.ts looks here before it takes the prebuilt addon.
    mkdirSync(join(resources, 'native'), { recursive: true })
    cpSync(addon, join(resources, 'native/better_sqlite3.node'))
  }
  if (kind === 'closed-network') {
    rmSync(join(resources, 'app'), { recursive: true })
    writeFileSync(join(appOutDir, '仅供测试.txt'), '这个文件夹用封闭网络测试用的 Electron（33.2.1）制成，版本旧，仅供开发和测试，不能发给用户。\n要制作给用户的安装包，请在能下载 Electron 的机器上执行 npm run dist。\n')
  }
}
