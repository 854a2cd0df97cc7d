import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedRules } from '../../shared/rules/library.ts'
import { sampleNames, sampleRecord } from '../fixtures/samples.ts'
import { staffedOffice, temporaryFolder } from './office.ts'

const library = (rules: unknown[], more: object = {}) => ({ version: '2027-01', checkedBy: '沈伟', checkedOn: '2026-12-20', rules, ...more })
const themeDay = shippedRules.find(({ id }) => id === 'R05')

async function officeOf(text: string) {
  const office = await staffedOffice()
  const file = join(temporaryFolder(), '规则库.json')
  writeFileSync(file, text)
  const fileToken = crypto.randomUUID()
  office.service.grant(fileToken, file)
  return { ...office, fileToken }
}

describe('the rule library', () => {
  it('has every row with its paper, strength and verification, and says what is 待核', async () => {
    const { ask } = await staffedOffice()
    const rules = await ask('rules.list', {})
    expect(rules.map(({ id }) => id)).toEqual(['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16', 'R17', 'R18', 'O01', 'O02', 'O03', 'O04', 'O05', 'O06', 'O07', 'O08', 'O09', 'O10', 'O11', 'O12', 'O13', 'O14', 'V1', 'V2', 'V3', 'V4'])
    expect(rules.filter(({ toVerify }) => toVerify).map(({ id }) => id)).toEqual(['R08', 'R12', 'R18', 'O03', 'O04', 'O05', 'O06', 'O07', 'O08', 'O11', 'O13', 'V2'])
    expect(rules.find(({ id }) => id === 'R04')).toMatchObject({ strength: 'LOCAL', source: '本单位惯例', timesNow: 1 })
  })

  it('lets a unit be stricter and switch what is its own, and nothing else', async () => {
    const { ask, refusal } = await staffedOffice()
    const strict = await ask('rules.save', { ruleId: 'R02', from: '2026-09-01', isOn: true, times: 2 })
    expect(strict.find(({ id }) => id === 'R02')).toMatchObject({ timesNow: 2 })
    const off = await ask('rules.save', { ruleId: 'R04', from: '2026-09-01', isOn: false, times: null })
    expect(off.find(({ id }) => id === 'R04')).toMatchObject({ timesNow: 0 })
    expect((await refusal('rules.save', { ruleId: 'R05', from: '2026-09-01', isOn: false, times: null })).message).toContain('不能关闭')
    expect((await refusal('rules.save', { ruleId: 'R05', from: '2026-09-01', isOn: true, times: 31, more: 1 })).code).toBe('INVALID_INPUT')
    await ask('journal.undo', { id: (await ask('journal.list', {})).rows[0]?.id ?? '' })
    expect((await ask('rules.list', {})).find(({ id }) => id === 'R04')).toMatchObject({ timesNow: 1 })
  })

  it('is previewed from a file, taken on the word, and taken back; a record before its day is judged by the old one', async () => {
    const { ask, fileToken, now } = await officeOf(JSON.stringify(library([{ ...themeDay, inForceFrom: '2027-01-01', frequency: { kind: 'themeDay', period: 'month', times: 2, scope: 'branch' } }])))
    const preview = await ask('rules.importFile', { fileToken })
    expect(preview).toMatchObject({ isTaken: false, changes: [expect.stringContaining('主题党日：次数有改动')] })
    expect((await ask('rules.list', { on: '2027-02-01' })).filter(({ id }) => id === 'R05')).toHaveLength(1)
    await ask('rules.importFile', { fileToken, commit: true })
    const rules = await ask('rules.list', { on: '2027-02-01' })
    expect(rules.filter(({ id }) => id === 'R05').map(({ isCurrent, timesNow, inForceTo }) => [isCurrent, timesNow, inForceTo])).toEqual([[false, 0, '2026-12-31'], [true, 2, null]])
    now.iso = '2027-02-10T01:00:00.000Z'
    const asked = async (year: number) => (await ask('rules.frequency', { year })).needs.filter(({ ruleId }) => ruleId === 'R05').map(({ asked: times }) => times)
    expect(await asked(2027)).toEqual([2, 2])
    expect(new Set(await asked(2026))).toEqual(new Set([1]))
    await ask('journal.undo', { id: (await ask('journal.list', {})).rows[0]?.id ?? '' })
    expect(await asked(2027)).toEqual([1, 1])
  })

  it.each([['no JSON', '{'], ['another JSON', '{"a":1}'], ['a rule without text', JSON.stringify(library([{ id: 'R05' }]))], ['a strange id', JSON.stringify(library([{ ...themeDay, id: '__proto__' }]))], ['a strange field', JSON.stringify(library([themeDay], { more: 1 }))]])('refuses %s in a sentence', async (_name, text) => {
    const { refusal, fileToken } = await officeOf(text)
    const error = await refusal('rules.importFile', { fileToken, commit: true })
    expect(error).toMatchObject({ code: 'RULES_FILE', message: expect.stringContaining('规则没有变化') })
  })
})

describe('the table of a year', () => {
  it('tells with the three samples what was held, what is missing and what runs, and opens the records', async () => {
    const office = await staffedOffice()
    office.now.iso = '2026-11-22T01:00:00.000Z'
    const ids: string[] = []
    for (const name of sampleNames) ids.push((await office.ask('meetings.save', { ...sampleRecord(name).draft, attendance: [] })).id)
    const { needs, asked, met } = await office.ask('rules.frequency', { year: 2026 })
    expect(needs.flatMap(({ done }) => done.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted())
    expect(met).toBe(3)
    expect(asked).toBeGreaterThan(met)
    // The figure beside the table says what the table says.
    const { indicators } = await office.ask('projects.board', { on: '2026-11-22', year: 2026 })
    expect(indicators.find(({ code }) => code === 'K01')).toMatchObject({ numerator: `${met}`, denominator: `${asked}` })
    const missing = needs.find(({ state, ruleId }) => state === 'missing' && ruleId === 'R05')
    await office.ask('rules.dismiss', { key: missing?.key ?? '', reason: '当月全体参加抗旱' })
    expect((await office.ask('rules.frequency', { year: 2026 })).needs.find(({ key }) => key === missing?.key)).toMatchObject({ state: 'dismissed', dismissal: '当月全体参加抗旱' })
    await office.ask('rules.undismiss', { key: missing?.key ?? '' })
    expect((await office.ask('rules.frequency', { year: 2026 })).needs.find(({ key }) => key === missing?.key)).toMatchObject({ state: 'missing' })
  })
})
