// The first day of a branch, as a program of its own, so that it can be started where there is no network. Prints what it saw as JSON.
import { networkInterfaces } from 'node:os'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from '../drive/officer.ts'
import { addItem, markAllPresent, saved, startMeeting, writeBasics, writeItem } from '../drive/record.ts'

export interface OfflineDay { home: string; interfaces: number; title: string; decision: string; task: string; quorum: string; errors: string[] }

const people = '周启明\t正式党员\t书记\t第一党小组\n林静怡\t正式党员\t组织委员\t第一党小组\n吴国栋\t正式党员\t纪检委员\t第一党小组'

async function live(home: string): Promise<OfflineDay> {
  const first = await Desk.open({ home })
  const { page } = first
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, people)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await startMeeting(page)
  await writeBasics(page, { kind: 'committeeMeeting', title: '断网时的支委会', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '15:00', place: '三楼会议室', chair: '周启明', recorder: '林静怡' })
  await markAllPresent(page, 3)
  const item = await addItem(page, '研究断网值守安排')
  await writeItem(page, item, { title: '', reporter: '周启明', report: '机房检修期间无网络。', decision: '同意轮流值守。', actions: [{ owners: '吴国栋', task: '排出值守表', dueText: '9月15日前' }] })
  await saved(page)
  await first.close()

  const second = await Desk.open({ home })
  await unlock(second.page, fictionalBranch.password)
  const decision = second.page.getByLabel('议题一的决定')
  await decision.waitFor()
  const day = {
    home,
    interfaces: Object.values(networkInterfaces()).flat().filter((each) => each && !each.internal).length,
    title: await second.page.getByLabel('会议名称').inputValue(),
    decision: await decision.inputValue(),
    task: await second.page.getByLabel('议题一第1项任务的内容').inputValue(),
    quorum: await second.page.locator('.quorum').innerText(),
    errors: [...first.console, ...second.console].filter((line) => line.startsWith('error')),
  }
  await second.close()
  return day
}

const { home, remove } = makeHome()
try {
  process.stdout.write(JSON.stringify(await live(home)))
} finally {
  remove()
}
