// What was read and typed ends with the process it was read and typed in.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { openBox, settleBranch, type SettledBranch } from '../drive/settled.ts'

let settled: SettledBranch
let desk: Desk
beforeAll(async () => {
  settled = await settleBranch('周启明\t正式党员\t书记')
  desk = await Desk.open({ home: settled.home })
  await openBox(desk)
})
afterAll(async () => {
  await desk.close()
  settled.remove()
})

const pidsOf = async (name: RegExp): Promise<number[]> => (await desk.processes()).filter((each) => name.test(`${each.type} ${each.name}`)).map(({ pid }) => pid)
const lock = async (): Promise<void> => {
  await desk.page.keyboard.press('Control+l')
  await desk.page.getByLabel('口令', { exact: true }).waitFor()
}

it('locking ends the processes of the page and of the data service, and the password opens new ones', async () => {
  const before = [...await pidsOf(/^Tab/), ...await pidsOf(/branch-desk-data/)]
  expect(before).toHaveLength(2)
  await lock()
  const after = [...await pidsOf(/^Tab/), ...await pidsOf(/branch-desk-data/)]
  expect(after).toHaveLength(2)
  expect(after.filter((pid) => before.includes(pid))).toEqual([])
  await openBox(desk)
  await toMeetings(desk.page)
  await desk.page.getByRole('button', { name: '登记会议' }).waitFor()
})

it('locking again and again leaves one page and one service', async () => {
  for (let n = 0; n < 3; n++) {
    await lock()
    expect([await pidsOf(/^Tab/), await pidsOf(/branch-desk-data/)].map((pids) => pids.length)).toEqual([1, 1])
    await openBox(desk)
  }
  expect(desk.console.filter((line) => line.startsWith('error'))).toEqual([])
})

it('locking twice at once ends at one password box', async () => {
  await desk.page.evaluate(() => { for (let n = 0; n < 2; n++) void window.api.call('app.lock', {}) })
  await desk.page.getByLabel('口令', { exact: true }).waitFor()
  await openBox(desk)
  expect([await pidsOf(/^Tab/), await pidsOf(/branch-desk-data/)].map((pids) => pids.length)).toEqual([1, 1])
})
