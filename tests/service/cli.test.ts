import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { branch, committee, draftWith, peopleLines, record } from '../fixtures/committee-2026-09-08.ts'
import { CliProcess } from './cliProcess.ts'
import { temporaryFolder } from './office.ts'

type Named = { id: string; name: string; status: string }[]

async function settled() {
  const folder = join(temporaryFolder(), '数据')
  const cli = new CliProcess(folder)
  await cli.ask('workspace.create', branch)
  return { cli, folder }
}

describe('the command line', { timeout: 300_000 }, () => {
  it('goes from an empty folder to the Word file and back, in two runs, by the names the outside knows', async () => {
    const { cli, folder } = await settled()
    expect(await cli.ask('members.addMany', { lines: peopleLines })).toMatchObject({ added: 18 })
    const roster = await cli.ask('members.rosterOn', { date: '2026-09-08' }) as Named
    expect(roster.find((person) => person.name === '陈思远')).toMatchObject({ status: 'prospect' })
    const saved = await cli.ask('meetings.save', draftWith(roster)) as { id: string }
    expect(await cli.ask('meetings.list')).toMatchObject({ total: 1, rows: [{ id: saved.id, present: 5, expected: 5 }] })
    expect(await cli.end()).toBe(0)
    expect(cli.stderr).toBe('')
    expect(readdirSync(folder)).not.toContain('in-use.json')

    const again = new CliProcess(folder)
    expect(await again.send('meetings.get', { id: saved.id })).toMatchObject({ ok: false, error: { code: 'LOCKED' } })
    expect(await again.send('workspace.unlock', { password: 'wrong' })).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD', message: expect.stringContaining('口令不对') } })
    expect(await again.ask('workspace.unlock', { password: branch.password })).toMatchObject({ people: 18 })
    expect(await again.ask('meetings.get', { id: saved.id })).toMatchObject({ title: record.title, attendees: committee.map((name) => ({ name, state: 'present' })) })
    const file = join(temporaryFolder(), '记录.docx')
    const wanted = { meetingId: saved.id, document: 'record', preset: 'official', format: 'docx', file }
    expect(await again.ask('documents.exportMeeting', wanted)).toEqual({ bytes: readFileSync(file).length })
    const pdf = file.replace('docx', 'pdf')
    expect(await again.send('documents.exportMeeting', { ...wanted, format: 'pdf', file: pdf })).toMatchObject({ ok: false, error: { code: 'PDF_NEEDS_WINDOW' } })
    expect(existsSync(pdf)).toBe(false)
    expect(await again.end()).toBe(0)
  })

  it('tells its contract, with a file in place of the token, without a workspace', async () => {
    const folder = join(temporaryFolder(), '没有')
    const cli = new CliProcess(folder)
    const listed = await cli.ask('contract.list') as { channel: string; input: { properties?: object; required?: string[] }; output: object }[]
    expect(listed.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['contract.list', 'workspace.create', 'workspace.unlock', 'members.addMany', 'members.rosterOn', 'meetings.save', 'meetings.get', 'meetings.list', 'documents.exportMeeting']))
    const { input } = listed.find(({ channel }) => channel === 'documents.exportMeeting') ?? {}
    expect(Object.keys(input?.properties ?? {}).sort()).toEqual(['document', 'file', 'format', 'meetingId', 'preset'])
    expect(input?.required).toContain('file')
    expect(JSON.stringify(listed)).not.toContain('fileToken')
    await cli.end()
    expect(existsSync(folder)).toBe(false)
  })

  it('answers every line in order, whatever stands in it', async () => {
    const { cli } = await settled()
    const before = await cli.ask('meetings.list')
    const lines: [string | Buffer, unknown, string][] = [
      ['{"id":1,"channel":"meetings.list"', null, 'INVALID_REQUEST'], ['not json', null, 'INVALID_REQUEST'], ['[]', null, 'INVALID_REQUEST'], ['7', null, 'INVALID_REQUEST'], ['null', null, 'INVALID_REQUEST'], ['"meetings.list"', null, 'INVALID_REQUEST'],
      ['{"id":2}', 2, 'INVALID_REQUEST'], ['{"id":"三","channel":7}', '三', 'INVALID_REQUEST'], ['{"id":{},"channel":"nothing"}', null, 'UNKNOWN_CHANNEL'], ['{"id":4,"channel":"__proto__","input":{}}', 4, 'UNKNOWN_CHANNEL'], ['{"id":5,"channel":"constructor"}', 5, 'UNKNOWN_CHANNEL'],
      ['{"id":6,"channel":"app.quit","input":{}}', 6, 'UNKNOWN_CHANNEL'], ['{"id":7,"channel":"meetings.list","input":[]}', 7, 'INVALID_INPUT'], ['{"id":8,"channel":"meetings.list","input":{"__proto__":{"limit":1},"limit":0}}', 8, 'INVALID_INPUT'],
      ['{"id":9,"channel":"meetings.get","input":{"id":"\\u0000"}}', 9, 'INVALID_INPUT'], ['{"id":10,"channel":"meetings.get","input":{"id":"\\ud83d"}}', 10, 'INVALID_INPUT'], [Buffer.from([0xff, 0xfe, 0x00, 0x7b]), null, 'INVALID_REQUEST'],
      [`{"id":11,"channel":"members.addMany","input":{"lines":${'['.repeat(300_000)}${']'.repeat(300_000)}}}`, 11, 'REQUEST_TOO_LARGE'], [`{"id":12,"channel":"members.addMany","input":{"lines":"${'会'.repeat(1_700_000)}"}}`, 12, 'INVALID_INPUT'],
      [`{"id":13,"channel":"members.addMany","input":{"lines":"${'x'.repeat(5_000_000)}"}}`, 13, 'REQUEST_TOO_LARGE'], [`{"id":14,"channel":"members.addMany","input":{"lines":"${'x'.repeat(20_000_000)}"}}`, null, 'REQUEST_TOO_LARGE'],
      ['{"id":15,"channel":"documents.exportMeeting","input":{"file":7}}', 15, 'INVALID_INPUT'],
    ]
    for (const [line] of lines) { cli.write(line); cli.write('\n\n \r\n') }
    const replies: [unknown, unknown][] = []
    for (const _line of lines) { const reply = await cli.reply(); replies.push([reply.id, reply.error?.code]) }
    expect(replies).toEqual(lines.map(([, id, code]) => [id, code]))
    expect(await cli.ask('meetings.list')).toEqual(before)
    expect(await cli.end()).toBe(0)
    expect(cli.stderr).toBe('')
  })

  it('answers many requests at once in their order, in pieces of any size, and the last without a line end', async () => {
    const { cli } = await settled()
    const text = Array.from({ length: 40 }, (_, i) => JSON.stringify({ id: `第${i}`, channel: 'meetings.save', input: { kind: 'committeeMeeting', title: `会议${i}`, heldOn: '2026-09-08' } })).join('\r\n')
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += 777) cli.write(bytes.subarray(at, at + 777))
    const ended = cli.end()
    for (let i = 0; i < 40; i++) expect(await cli.reply()).toMatchObject({ id: `第${i}`, ok: true, value: { title: `会议${i}`, revision: 1 } })
    expect(await ended).toBe(0)
  })

  it('keeps a second one out, and lets it in after a kill', async () => {
    const { cli, folder } = await settled()
    const second = new CliProcess(folder)
    expect(await second.send('workspace.unlock', { password: branch.password })).toMatchObject({ ok: false, error: { code: 'IN_USE' } })
    expect(await second.ask('workspace.status')).toMatchObject({ state: 'problem', problem: 'IN_USE' })
    cli.child.kill('SIGKILL')
    await once(cli.child, 'exit')
    expect(await second.ask('workspace.unlock', { password: branch.password })).toMatchObject({ branch: '第二支部' })
  })

  it('without a folder says how it is used', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../electron/service/cli.ts')], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('--workspace')
  })
})
