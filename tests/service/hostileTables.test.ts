import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { budgetOf } from '../../electron/service/tables/budget.ts'
import { readTable, type TableSource } from '../../electron/service/tables/readTable.ts'
import { contentOf, zipParts } from '../../electron/service/tables/zip.ts'
import { forkParser, type SpawnParser } from '../../electron/service/workerProcess.ts'
import { tableLimits, type TableBook } from '../../shared/domain/table.ts'
import { TableRefused } from '../../shared/domain/tableRefusal.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { bookOf } from '../fixtures/tables/book.ts'
import { hostileFiles } from '../fixtures/tables/hostile.ts'
import { settledOffice, spawnParser, temporaryFolder } from './office.ts'

const log = (): void => { throw new Error('the parser met what nobody expected') }
const service = { spawnParser, log }
/** Others work in the same folder; only what such a file would make counts. */
const outside = (): string[] => [...readdirSync(process.cwd()), ...readdirSync(tmpdir()).filter((name) => /evil|passwd|cron/.test(name))].sort()
const plainPrototype = Object.getOwnPropertyNames(Object.prototype).sort().join()

/** What a file comes to, in one word. Heavy ones go through the process, whose memory is watched; the same parser reads the others here. */
async function endOf({ bytes, name = '花名册.xlsx', reads = () => true, isHeavy }: (typeof hostileFiles)[number]): Promise<string> {
  try {
    const book = isHeavy ? await readTable(service, { bytes: bytes(), name }) : await bookOf({ bytes: bytes(), name })
    return reads(book) ? 'read' : `misread: ${JSON.stringify(book).slice(0, 500)}`
  } catch (cause) {
    if (cause instanceof TableRefused) return cause.reason
    if (cause instanceof AppError) return `${cause.params['reason']}`
    throw cause
  }
}

describe('files that mean harm, or that nobody can read', () => {
  it('are at least forty', () => expect(hostileFiles.length).toBeGreaterThanOrEqual(40))
  it.each(hostileFiles.map((file) => [file.title, file] as const))('%s', async (_title, file) => {
    const before = outside()
    expect(await endOf(file)).toBe(file.refused ?? 'read')
    expect(outside()).toEqual(before)
    expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(plainPrototype)
  })
  it('leave the service as it was, with a sentence of what to do', async () => {
    const office = await settledOffice()
    for (const title of ['random bytes under the name .xlsx', 'an old .xls', 'a million laughs']) {
      const file = hostileFiles.find((each) => each.title === title)
      const name = file?.name ?? '名册.xlsx'
      await expect(readTable(service, { bytes: file?.bytes() ?? Buffer.alloc(0), name })).rejects.toMatchObject({ code: 'TABLE_REFUSED', params: { name, reason: file?.refused } })
    }
    expect((await office.ask('workspace.info', {})).branch).not.toBe('')
    expect(messageOf('TABLE_REFUSED', { name: '名册.xls', reason: 'oldExcel' })).toBe('“名册.xls”是旧格式的Excel文件（.xls）。没有导入任何内容，原有的数据没有变化。请用Excel或WPS打开它，点“另存为”，类型选“Excel工作簿（.xlsx）”，再导入另存的文件。')
  })
})

describe('what comes out of a zip', () => {
  it('takes no more time than it may', async () => {
    let now = 0
    const hasty = budgetOf(tableLimits, () => (now += 2000))
    expect(() => { for (let n = 0; n < 100; n++) hasty.time() }).toThrow(TableRefused)
    expect(now).toBeLessThan(40_000)
  })
  it('is counted, whatever it says of itself', async () => {
    const file = hostileFiles.find(({ title }) => title === 'a sheet of 100 MB of remarks')
    const counted = budgetOf({ ...tableLimits, unpackedBytes: 5_000_000 })
    const bytes = file?.bytes() ?? Buffer.alloc(0)
    const part = [...zipParts(bytes, 100).values()].find(({ name }) => name.endsWith('sheet1.xml'))
    if (!part) throw new Error('no sheet')
    let seen = 0
    const reading = async (): Promise<void> => { for await (const piece of contentOf(bytes, part, counted)) seen += piece.length }
    await expect(reading()).rejects.toMatchObject({ reason: 'unpackedTooLarge' })
    expect(seen).toBeLessThanOrEqual(5_000_000)
  })
})

describe('the throw-away process', () => {
  afterEach(() => { vi.useRealTimers() })
  const odd = (name: string): SpawnParser => forkParser(resolve(import.meta.dirname, '../fixtures/tables', name))
  const pasted: TableSource = { pasted: '姓名\t性别\n周启明\t男' }
  /** Reads, and says when the process is gone. */
  function watched(spawn: SpawnParser): { spawnParser: SpawnParser; gone: Promise<void>; kill: () => void } {
    let tell: () => void = () => undefined
    const gone = new Promise<void>((resolveGone) => { tell = resolveGone })
    let kill: () => void = () => undefined
    return {
      gone, kill: () => kill(),
      spawnParser: () => {
        const process = spawn()
        kill = process.kill
        return { ...process, onGone: (listener) => process.onGone((why) => { tell(); listener(why) }) }
      },
    }
  }

  it('is gone when it has read', async () => {
    const parser = watched(spawnParser)
    const book: TableBook = await readTable({ ...parser, log }, pasted)
    expect(book.sheets[0]?.rows).toHaveLength(2)
    await parser.gone
  })
  it('that takes too much memory is ended', async () => {
    await expect(readTable({ spawnParser: odd('hungry.mjs'), log }, pasted)).rejects.toMatchObject({ code: 'TABLE_REFUSED', params: { reason: 'tooMuchMemory' } })
  })
  it('that never answers is ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const parser = watched(odd('silent.mjs'))
    const reading = readTable({ ...parser, log }, pasted)
    vi.advanceTimersByTime(120_000)
    await expect(reading).rejects.toMatchObject({ params: { reason: 'tooSlow' } })
    await parser.gone
  })
  it('that is killed from outside is told of', async () => {
    const parser = watched(odd('silent.mjs'))
    const reading = readTable({ ...parser, log }, pasted)
    parser.kill()
    await expect(reading).rejects.toMatchObject({ params: { reason: 'stopped' } })
  })
  it('ends when the officer stops it', async () => {
    const parser = watched(odd('silent.mjs'))
    const stop = new AbortController()
    const reading = readTable({ ...parser, log }, pasted, { signal: stop.signal })
    stop.abort()
    await expect(reading).rejects.toMatchObject({ code: 'TABLE_CANCELLED' })
    await parser.gone
    await expect(readTable(service, pasted, { signal: stop.signal })).rejects.toMatchObject({ code: 'TABLE_CANCELLED' })
  })
  it('tells how far it is', async () => {
    const lines = ['姓名\t备注', ...Array.from({ length: 49_000 }, (_each, n) => `周启明${n}\t${'备注'.repeat(50)}`)].join('\n')
    const parts: number[] = []
    const book = await readTable(service, { pasted: lines }, { onProgress: ({ part }) => { parts.push(part) } })
    expect(book.sheets[0]?.rows).toHaveLength(49_001)
    expect(parts.length).toBeGreaterThan(0)
    expect(parts).toEqual([...parts].sort((a, b) => a - b))
    expect(Math.max(...parts)).toBeLessThanOrEqual(1)
  })
  it('says so of a folder, of nothing, and of a file that went', async () => {
    const folder = temporaryFolder()
    for (const path of [folder, join(folder, '不在.xlsx')]) await expect(readTable(service, { path })).rejects.toMatchObject({ code: 'TABLE_REFUSED', params: { reason: 'gone' } })
  })
})
