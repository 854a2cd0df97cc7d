// Word files as LibreOffice sets them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program, or undefined where there is none. */
export const libreOffice = ['/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync)

/** Every file as PDF, by its name; all in one run, since the start takes longest. */
export function asPdf(files: ReadonlyMap<string, Uint8Array>): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-office-'))
  try {
    const names = [...files.keys()]
    names.forEach((name, index) => writeFileSync(join(folder, `${index}.docx`), files.get(name) ?? ''))
    const { status, stderr } = spawnSync(libreOffice ?? '', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names.map((_, index) => join(folder, `${index}.docx`))], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`)
    return new Map(names.map((name, index) => [name, readFileSync(join(folder, `${index}.pdf`))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
