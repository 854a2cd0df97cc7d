// What was entered stands open nowhere on the disk and, once locked, nowhere in the memory of the application.
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import type { Desk } from '../drive/desk.ts'
import { isAlive, needApplication, onLinux, openDesk, treeOf, workspaceOf } from './application.ts'
import { bringWords, secret, setUp, work } from './canaryDay.ts'
import { formsOfBytes, formsOfText, wordsOf, type Pattern } from './canaryWords.ts'
import { expectHolds, NotReached, type Harness } from './harness.ts'
import { scanFiles, scanMemory, type Found } from './scan.ts'

interface Meddling { onDisk?(folder: string, words: ReturnType<typeof wordsOf>): void; inMemory?(desk: Desk, seed: number): Promise<unknown> }
interface Counts { forms: number; files: number; megabytes: number; processes: number; left: number }

/** Everything that may be found nowhere. */
async function secretsOf(folder: string, seed: number, recoveryCode: string): Promise<Pattern[]> {
  const { chinese, digits, bytes, fill } = wordsOf(seed)
  const key = await unwrap(readKeyring(folder), 'password', fill(secret))
  if (!key) throw new Error('the password of this run does not open its keyring')
  return [
    ...formsOfText('姓名和文字', chinese), ...formsOfText('号码', digits), ...formsOfText('口令', fill(secret)), ...formsOfText('恢复码', recoveryCode), ...formsOfText('恢复码', recoveryCode.replaceAll('-', '')),
    ...formsOfBytes('照片', Buffer.from(bytes)), ...formsOfBytes('数据密钥', key),
  ]
}

/**
 * What locking cannot take away: Chromium tells the process of the window what stands in a field (for input methods and for its history), keeps the
 * pages to be printed there, and wipes no memory that it gives back. It ends with the application. Counted and told; keys and passwords are never among it.
 */
const isKnown = ({ what, where }: Found): boolean => where.startsWith('Browser ') && ['姓名和文字', '号码', '照片'].includes(what)

const inWords = (found: readonly Found[]): string => found.slice(0, 12).map(({ what, form, where, times }) => `${what}（${form}）在${where}，${times}处`).join('；')

async function spy({ onDisk, inMemory }: Meddling = {}, brief = false): Promise<Counts> {
  needApplication()
  onLinux('读程序的内存')
  const folder = mkdtempSync(join(tmpdir(), '支部 暗记-'))
  const home = join(folder, 'home')
  const env = { TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'user'), XDG_CONFIG_HOME: join(folder, 'user/.config'), XDG_CACHE_HOME: join(folder, 'user/.cache'), XDG_DATA_HOME: join(folder, 'user/.local') }
  for (const place of [home, ...Object.values(env)]) mkdirSync(place, { recursive: true })
  const seed = randomInt(2 ** 31)
  const desk = await openDesk({ home, env })
  try {
    const { page } = desk
    await page.getByRole('heading', { name: '建立支部' }).waitFor()
    await bringWords(page, seed)
    const recoveryCode = await setUp(page)
    if (!brief) await work(page)
    const patterns = await secretsOf(workspaceOf(home), seed, recoveryCode)
    onDisk?.(folder, wordsOf(seed))
    let files = 0
    const look = (when: string): void => {
      const seen = scanFiles(patterns, folder)
      expectHolds(seen.found.length === 0, `${when}，磁盘上读得到${inWords(seen.found.map((each) => ({ ...each, where: relative(folder, each.where) })))}`)
      files += seen.files
    }
    look('打开时')
    await inMemory?.(desk, seed)
    const main = desk.app.process().pid ?? 0
    const open = namesOf(await desk.processes())
    await page.keyboard.press('Control+l')
    await page.getByLabel('口令', { exact: true }).waitFor()
    look('锁定后')
    const locked = namesOf(await desk.processes())
    const { found, bytes, processes } = memoryOf(patterns, treeOf(main), new Map([...open, ...locked]))
    const told = found.filter((each) => !isKnown(each))
    expectHolds(told.length === 0, `锁定后，内存里读得到${inWords(told)}`)
    await desk.close()
    look('退出后')
    return { forms: patterns.length, files, megabytes: Math.round(bytes / 2 ** 20), processes, left: found.filter(isKnown).reduce((sum, { times }) => sum + times, 0) }
  } finally {
    await desk.kill().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

const namesOf = (processes: Awaited<ReturnType<Desk['processes']>>): Map<number, string> => new Map(processes.map(({ type, name, pid }) => [pid, `${type} ${name}`.trim()]))

/** Every process of the application. */
function memoryOf(patterns: readonly Pattern[], pids: readonly number[], names: ReadonlyMap<number, string>): { found: Found[]; bytes: number; processes: number } {
  const found: Found[] = []
  let [bytes, processes] = [0, 0]
  for (const pid of pids) {
    try {
      const seen = scanMemory(patterns, pid, names.get(pid) ?? '其他进程')
      found.push(...seen.found)
      bytes += seen.bytes
      processes++
    } catch (cause) {
      // One that ended meanwhile has no memory any more.
      if (cause instanceof NotReached && !isAlive(pid)) continue
      throw cause
    }
  }
  return { found, bytes, processes }
}

export const harness: Harness = {
  name: 'canaries',
  title: '磁盘和锁定后的内存里读不到内容',
  async attack() {
    const { forms, files, megabytes, processes, left } = await spy()
    return `${forms}种写法（UTF-8、UTF-16、GBK、base64、hex），磁盘上看了${files}个文件，锁定后看了${processes}个进程的${megabytes}兆内存，口令、恢复码、数据密钥都没有；姓名、文字、号码和照片只在窗口的主进程里还有${left}处残留（退出才消失）；已换到交换分区的看不到`
  },
  plants: [
    { name: '临时文件里的文字', attack: () => spy({ onDisk: (folder, { fill }) => writeFileSync(join(folder, 'tmp/x'), Buffer.from(`…${fill('{t27}')}…`, 'utf16le').swap16()) }, true) },
    { name: '主进程记着口令', attack: () => spy({ inMemory: (desk, seed) => desk.app.evaluate((_electron, source) => { Reflect.set(globalThis, 'kept', Reflect.construct(Function, [`return ${source}`])()) }, `(${wordsOf.toString()})(${seed}).fill('${secret}')`) }, true) },
    {
      name: '另一个进程记着姓名', attack: () => spy({
        inMemory: (desk, seed) => desk.app.evaluate((_electron, name) => { process.getBuiltinModule('node:child_process').spawn('sleep', ['120'], { env: { NAME: name } }) }, wordsOf(seed).fill('{t10}')),
      }, true),
    },
  ],
}
