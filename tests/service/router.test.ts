import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract, type ServiceChannel } from '../../shared/contract/index.ts'
import { mainChannels } from '../../shared/contract/channels.ts'
import { maxRequestLength } from '../../electron/service/router.ts'
import { officeWithRecord, stateOf } from './office.ts'

const channels = (Object.keys(contract) as (keyof typeof contract)[]).filter((channel): channel is ServiceChannel => contract[channel].answeredBy === 'service')
const nested = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
const circle: unknown[] = []
circle.push(circle)

const junk: [string, unknown][] = [
  ['a number', 7], ['a text', 'x'], ['null', null], ['a list', [1, 2]], ['a function', () => 1], ['a big integer', 7n], ['a circle', circle],
  ['a field that there is not', { nonsense: 1 }], ['prototype names', JSON.parse('{"__proto__":{"admin":true},"constructor":1,"toString":"x"}')],
  ['a text of 5 MB', { lines: '会'.repeat(5_000_000), text: 'x', password: 'y' }], ['depth', { lines: nested(200_000) }], ['some depth', { lines: nested(500), id: nested(500) }],
  ['null bytes', { id: '\u0000', lines: '\u0000', password: '\u0000', text: 5, date: '2026-09-08\u0000', heldOn: '\u0000' }],
  ['half a character', { id: '\ud83d', date: '\ud83d', characters: 5, password: '', recoveryCode: '\ud83d', heldOn: '\udc00' }],
]

describe('junk', () => {
  it('on a channel that there is not is UNKNOWN_CHANNEL', async () => {
    const { service } = await officeWithRecord()
    for (const channel of ['', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'meetings.Save', 'meetings.save ', 'meetings.save\u0000', 'x'.repeat(1_000_000), null, undefined, 7, {}, ['meetings.list'], ...Object.keys(mainChannels)]) {
      expect(await service.call(channel, {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CHANNEL' } })
    }
  })

  it('on every channel is refused in Chinese, without an incident, and changes nothing', { timeout: 600_000 }, async () => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const odd: string[] = []
    for (const channel of channels) {
      for (const [name, input] of junk) {
        const answer = await office.service.call(channel, input)
        if (answer.ok || !/^(INVALID_INPUT|REQUEST_TOO_LARGE)$/.test(answer.error.code)) odd.push(`${channel} with ${name}: ${answer.ok ? 'ok' : answer.error.code}`)
        else if (/[A-Za-z]{4,}/.test(answer.error.message.replace(/“[^”]*”/g, ''))) odd.push(`${channel} with ${name}: ${answer.error.message}`)
      }
    }
    expect(odd).toEqual([])
    expect(office.log.filter((entry) => entry.code === 'INTERNAL')).toEqual([])
    expect(await stateOf(office)).toEqual(before)
  })

  it('of any shape never makes an incident', async () => {
    const office = await officeWithRecord()
    const before = await stateOf(office)
    const safe = channels.filter((channel) => !['workspace.lock', 'workspace.renewRecoveryCode', 'surroundings.acceptClock'].includes(channel))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...safe), fc.object({ key: fc.constantFrom('id', 'lines', 'title', 'heldOn', 'kind', 'agenda', 'password', 'text', '__proto__'), maxDepth: 3 }), async (channel, input) => { await office.service.call(channel, input) }), { numRuns: 300 })
    expect(office.log.filter((entry) => entry.code === 'INTERNAL')).toEqual([])
    expect(await stateOf(office)).toEqual(before)
  })

  it('leaves no word of itself in the log', async () => {
    const office = await officeWithRecord()
    await office.service.call('members.addMany', { lines: '张三的秘密\t没有的类别' })
    await office.service.call('meetings.save', { kind: '张三的秘密' })
    await office.service.call('张三的秘密', {})
    expect(office.log.length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(office.log)).not.toContain('张三')
  })

  it('never touches the prototypes', async () => {
    const { service } = await officeWithRecord()
    await service.call('meetings.list', JSON.parse('{"__proto__":{"limit":1},"text":""}'))
    expect(({} as { limit?: number }).limit).toBeUndefined()
  })
})

it('an input is refused by its size before it is looked at', async () => {
  const { refusal } = await officeWithRecord()
  expect((await refusal('members.addMany', { lines: 'x'.repeat(maxRequestLength) })).code).toBe('REQUEST_TOO_LARGE')
  expect((await refusal('members.addMany', { lines: 'x'.repeat(maxRequestLength - 100) })).code).toBe('INVALID_INPUT')
})

describe('the contract', () => {
  it('tells a JSON Schema of input and output for every channel of the service', async () => {
    const { ask } = await officeWithRecord()
    const listed = await ask('contract.list', {})
    expect(listed.map((entry) => entry.channel).sort()).toEqual([...channels].sort())
    for (const entry of listed) {
      expect(entry).toEqual({ channel: entry.channel, input: expect.objectContaining({ $schema: expect.any(String), type: 'object', additionalProperties: false }), output: expect.objectContaining({ $schema: expect.any(String) }) })
    }
  })

  it('lets no path into the service: only tokens', async () => {
    const { ask } = await officeWithRecord()
    const names = new Set<string>()
    JSON.stringify((await ask('contract.list', {})).map((entry) => entry.input), (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'properties' in value && typeof value.properties === 'object') for (const name of Object.keys(value.properties ?? {})) names.add(name)
      return value
    })
    expect(names).toContain('fileToken')
    expect([...names].filter((name) => /path|file(?!Token)|folder(?!Token)|dir(?!ection)/i.test(name))).toEqual([])
  })

  it('answers the values it promises', async () => {
    const { ask, meeting } = await officeWithRecord()
    const answers = { 'meetings.get': await ask('meetings.get', { id: meeting.id }), 'meetings.list': await ask('meetings.list', {}), 'members.rosterOn': await ask('members.rosterOn', { date: '2026-09-08' }), 'workspace.status': await ask('workspace.status', {}), 'meetings.save': meeting } as const
    for (const [channel, value] of Object.entries(answers)) expect({ channel, ...contract[channel as keyof typeof answers].output.safeParse(value) }).toMatchObject({ channel, success: true })
  })
})
