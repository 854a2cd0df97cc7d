// What the desktop of a computer keeps of the application: the file of settings, the start with the session, the name for notices.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appId } from '../../electron/main/appId.ts'
import { autostartEntry } from '../../electron/main/autostartEntry.ts'
import { readDesktopFile, writeDesktopFile } from '../../electron/main/desktopFile.ts'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, '个人 资料', 'desktop.json')
}
const token = '0123456789abcdef0123456789abcdef'
const untouched = { tray: false, told: [] }

describe('the settings of this computer', () => {
  it('are read as they were written, and nothing else lies there', () => {
    const file = temporaryFile()
    expect(readDesktopFile(file)).toEqual(untouched)
    writeDesktopFile(file, { tray: true, told: [token] })
    expect(readDesktopFile(file)).toEqual({ tray: true, told: [token] })
    writeDesktopFile(file, untouched)
    expect(readDesktopFile(file)).toEqual(untouched)
    expect(readdirSync(join(file, '..'))).toEqual(['desktop.json'])
  })

  it.each(['', '{', 'null', '[]', '{"tray":"yes","told":["张三"]}', '{"told":7}'])('of a broken file (%s) are those of none', (text) => {
    const file = temporaryFile()
    writeDesktopFile(file, untouched)
    writeFileSync(file, text)
    expect(readDesktopFile(file)).toEqual(untouched)
  })
})

/** Reads the Exec line back as the Desktop Entry Specification has it: escapes of a string, then quoted words, then field codes. */
function wordsOf(entry: string): string[] {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1] ?? ''
  const text = line.replace(/\\\\/g, '\\')
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word.replace(/\\(.)/g, '$1').replaceAll('%%', '%'))
}

describe('the start with a Linux session', () => {
  it('gives back every word, whatever characters the path has', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '/', ' ', '"', '`', '$', '\\', '%', '支', '（', "'", ';', '&', 'f'), minLength: 1 })
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (command) => {
      const entry = autostartEntry(command)
      expect(wordsOf(entry)).toEqual(command)
      expect(entry.split('\n')).toHaveLength(7)
    }))
  })

  it('refuses a line end, which would begin another entry', () => {
    expect(() => autostartEntry(['/opt/支部工作台\nExec=/bin/sh'])).toThrow(RangeError)
  })
})

it('notices on Windows are shown under the name that the installer gives the shortcut', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../build/electron-builder.yml'), 'utf8')).toContain(`appId: ${appId}\n`)
})
