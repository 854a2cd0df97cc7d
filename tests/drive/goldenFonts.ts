// With which faces and which Chromium the kept first pages were drawn: with others they cannot be the same.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { faces } from '../../shared/domain/documents.ts'

const place = resolve(import.meta.dirname, '../golden/fonts.txt')
/** BRANCH_DESK_GOLDEN=renew: npm run -s golden. */
export const renewing = process.env['BRANCH_DESK_GOLDEN'] === 'renew'

function versionOf(electron: string | undefined): string {
  const file = join(dirname(electron ?? ''), 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown'
}

/** Every face that a paper may ask for and this computer has, with its version; Electron, which draws with them. */
export const fontsHere = ((): string => {
  const asked = new Set<string>(Object.values(faces).flat())
  const { stdout = '' } = spawnSync('fc-list', ['--format', '%{family}|%{style[0]}|%{fontversion}\n'], { encoding: 'utf8' })
  const here = (stdout ?? '').split('\n').flatMap((line) => {
    const [families = '', style = '', version = ''] = line.split('|')
    const family = families.split(',').find((name) => asked.has(name))
    return family === undefined ? [] : [`${family} ${style} ${version}`]
  })
  return [`Electron ${versionOf(process.env['BRANCH_DESK_ELECTRON'])}`, ...new Set(here.toSorted())].join('; ')
})()

/** Those of the kept pictures; empty before the first are drawn. */
export const goldenFonts = existsSync(place) ? readFileSync(place, 'utf8').trim() : ''

if (renewing) writeFileSync(place, `${fontsHere}\n`)
