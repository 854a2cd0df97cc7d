import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockWorkspace } from '../../../db/lock.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { codeOf, temporaryFolder } from './folder.ts'

/** Another process of this Node that holds the folder. */
async function holderOf(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  await once(child.stdout, 'data')
  return child
}

function paramsOf(act: () => unknown): unknown {
  try {
    act()
  } catch (cause) {
    if (cause instanceof AppError) return { code: cause.code, ...cause.params }
  }
  throw new Error('was expected to fail')
}

describe('a workspace', () => {
  it('held by another process is in use, and free again once that process is killed', async () => {
    const folder = temporaryFolder()
    const child = await holderOf(folder)
    expect(JSON.parse(readFileSync(join(folder, 'in-use.json'), 'utf8'))).toEqual({ pid: child.pid, host: hostname(), user: userInfo().username })
    expect(paramsOf(() => lockWorkspace(folder, undefined))).toEqual({ code: 'IN_USE', same: 'yes' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(join(folder, 'in-use.json'))).toBe(true)
    lockWorkspace(folder, undefined).release()
    expect(existsSync(join(folder, 'in-use.json'))).toBe(false)
  })

  it('is free once the other process lets go by itself', async () => {
    const folder = temporaryFolder()
    const child = await holderOf(folder)
    child.stdin?.end()
    await once(child, 'exit')
    expect(existsSync(join(folder, 'in-use.json'))).toBe(false)
    lockWorkspace(folder, undefined).release()
  })

  it.each([
    ['another computer', { pid: 1, host: '二楼电脑', user: '李四' }, { user: '李四', host: '二楼电脑' }],
    ['another user of this computer', { pid: 1, host: hostname(), user: '李四' }, { user: '李四' }],
  ])('held from %s says who', async (_case, holder, params) => {
    const folder = temporaryFolder()
    await holderOf(folder)
    writeFileSync(join(folder, 'in-use.json'), JSON.stringify(holder))
    expect(paramsOf(() => lockWorkspace(folder, undefined))).toEqual({ code: 'IN_USE', ...params })
  })

  it.each(['', '{', '[]', '{"pid":"x"}'])('held by somebody who wrote %j is in use by somebody', async (written) => {
    const folder = temporaryFolder()
    await holderOf(folder)
    writeFileSync(join(folder, 'in-use.json'), written)
    expect(paramsOf(() => lockWorkspace(folder, undefined))).toEqual({ code: 'IN_USE' })
  })

  it('held in this process is in use too, until it is released', () => {
    const folder = temporaryFolder()
    const lock = lockWorkspace(folder, undefined)
    expect(codeOf(() => lockWorkspace(folder, undefined))).toBe('IN_USE')
    lock.release()
    lockWorkspace(folder, undefined).release()
  })

  it('whose last holder was killed long ago is nobody’s', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'in-use.json'), JSON.stringify({ pid: 999_999_999, host: '二楼电脑', user: '李四' }))
    expect(() => lockWorkspace(folder, undefined).release()).not.toThrow()
  })

  it('whose lock cannot be written is told as a folder for reading only', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'in-use.lock'))
    chmodSync(folder, 0o500)
    onTestFinished(() => chmodSync(folder, 0o700))
    expect(codeOf(() => lockWorkspace(folder, undefined))).toBe('READ_ONLY_FOLDER')
  })
})
