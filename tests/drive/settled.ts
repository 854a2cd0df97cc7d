// What most end-to-end tests begin with: a branch that is set up, and a desk that ends with the test.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Desk, makeHome, type DeskOptions } from './desk.ts'
import { confirmRecoveryCode, fictionalBranch, fromToday, pastePeople, setUpBranch, unlock } from './officer.ts'

export const { password } = fictionalBranch
export const workspaceOf = (home: string): string => join(home, 'workspace')

/** Three of the committee and one more. */
export const fewPeople = '周启明\t正式党员\t书记\t第一党小组\n林静怡\t正式党员\t组织委员\t第一党小组\n吴国栋\t正式党员\t纪检委员\t第一党小组\n方子涵\t预备党员\t\t第一党小组'

/** A home that goes with the test. */
export function temporaryHome(): string {
  const { home, remove } = makeHome()
  onTestFinished(remove)
  return home
}

/** A desk that ends with the test, whatever became of it. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const desk = await Desk.open(options)
  onTestFinished(() => desk.close())
  return desk
}

export interface SettledBranch { home: string; recoveryCode: string; remove(): void }

/** A branch set up once for a whole file, its desk closed again. Each test works on a copy. */
export async function settleBranch(people?: string): Promise<SettledBranch> {
  const { home, remove } = makeHome()
  const desk = await Desk.open({ home })
  await setUpBranch(desk.page, fictionalBranch)
  const recoveryCode = await confirmRecoveryCode(desk.page)
  if (people !== undefined) await pastePeople(desk.page, people)
  await desk.close()
  return { home, recoveryCode, remove }
}

/** A home of its own with the data of another. */
export function copyOf({ home }: SettledBranch): string {
  const copy = temporaryHome()
  cpSync(workspaceOf(home), workspaceOf(copy), { recursive: true })
  return copy
}

/** The password box of a locked desk, opened with the right password; in 会议, unless a record was being written. */
export async function openBox({ page }: Desk): Promise<void> {
  await unlock(page, password)
  await page.locator('.app').waitFor()
  await fromToday(page)
}
