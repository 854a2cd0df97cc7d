// The first day of a branch on a computer that has no network at all.
import { execFile, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { OfflineDay } from './offlineDay.ts'

const root = resolve(import.meta.dirname, '../..')
/** A network of its own, in which there is nothing but the computer itself. */
const withoutNetwork = ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

it('sets up, enters people, records a committee meeting and comes back after a restart', { timeout: 120_000 }, async (context) => {
  if (spawnSync('unshare', [...withoutNetwork, 'true']).status !== 0) {
    const reason = 'a network of its own is not permitted here'
    console.log(`skipped: ${context.task.name}: ${reason}`)
    return context.skip(reason)
  }
  const { stdout } = await promisify(execFile)('unshare', [...withoutNetwork, join(root, 'node_modules/.bin/node'), join(import.meta.dirname, 'offlineDay.ts')])
  const day = JSON.parse(stdout) as OfflineDay
  expect(day.home).toMatch(/支部 工作台（一）/)
  // One interface that leads out, and the test would prove nothing.
  expect(day).toMatchObject({ interfaces: 0, title: '断网时的支委会', decision: '同意轮流值守。', task: '排出值守表', errors: [] })
  expect(day.quorum).toContain('应到委员3人，实到3人')
})
