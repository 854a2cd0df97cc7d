// The main job in the real application, through its screens only; see README. Leaves documents and pictures in out/demo.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { documentFileName, type DocumentName } from '../../shared/domain/documents.ts'
import { committee, decisions, record } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, setUpBranch, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { addGuests, addItem, commit, markAllPresent, saved, startMeeting, writeBasics, writeItem, type Item } from '../drive/record.ts'
import { forgottenPassword } from './forgottenPassword.ts'
import { yearInOneFolder } from './year.ts'
import { generalMeeting, theRest, themeDay, type Stage } from './later.ts'
import { partyAndBusiness } from './fusion.ts'
import { rosterIn } from './roster.ts'
import { ownMinutes } from './ownMinutes.ts'
import { damagedFile } from './damagedFile.ts'
import { newerSchema } from './newerSchema.ts'
import { deadDisk, type SafetyStage } from './safety.ts'
import { whatIsDue } from './whatIsDue.ts'
import { onePlan } from './onePlan.ts'
import { development } from './development.ts'
import { talent } from './talent.ts'
import { dues } from './dues.ts'

const out = resolve(import.meta.dirname, '../../out/demo')
/** The afternoon of the meeting, after it ended: 16:20 in Beijing. */
const meetingDay = '2026-09-08T08:20:00Z'

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const { home, remove } = makeHome()
let pictures = 0
let lackingRoster = 0
let desk = await Desk.open({ home, now: meetingDay })

const say = (line: string) => console.log(`[演示] ${line}`)
const page = (): Page => desk.page
async function picture(name: string): Promise<void> {
  await page().evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)) }))
  await page().screenshot({ path: join(out, `${String(++pictures).padStart(2, '0')} ${name}.png`) })
}
/** The same screen once more as on a large display. */
async function largePicture(name: string): Promise<void> {
  await desk.resize(1920, 1080)
  await page().waitForTimeout(400)
  await picture(`${name} 1920×1080`)
  await desk.resize(1366, 768)
  await page().waitForTimeout(200)
}

/** And at 150 %. */
async function zoomedPicture(name: string): Promise<void> {
  await desk.zoom(1.5)
  await page().waitForTimeout(400)
  writeFileSync(join(out, `${String(++pictures).padStart(2, '0')} ${name} 150%.png`), await desk.picture())
  await desk.zoom(1)
  await page().waitForTimeout(200)
}

const stage: Stage = {
  onDay: async (now) => {
    await desk.close()
    desk = await Desk.open({ home, now })
    return desk
  },
  picture, say, out,
}

const safetyStage: SafetyStage = {
  open: async (place, now) => {
    desk = await Desk.open({ home: place, now })
    return desk
  },
  picture, say,
}

try {
  const recoveryCode = await setUp()
  const second = await recordFirstHalf()
  await killAndGoOn(second)
  await recordSecondHalf()
  await exportPapers()
  const lackingMinutes = await ownMinutes(stage, desk, record.heldOn, fileOf('minutes', 'docx'))
  await lookAtTheRest()
  let lacking = lackingRoster + lackingMinutes + await generalMeeting(stage) + await themeDay(stage)
  await theRest(stage, desk)
  lacking += await partyAndBusiness({ ...stage, largePicture, zoomedPicture }, desk)
  lacking += await yearInOneFolder(stage, desk)
  await desk.close()
  lacking += await whatIsDue({ ...safetyStage, largePicture, zoomedPicture, out })
  lacking += await onePlan({ ...safetyStage, largePicture, zoomedPicture, out })
  lacking += await development({ ...safetyStage, largePicture, zoomedPicture, out })
  lacking += await talent({ ...safetyStage, largePicture, zoomedPicture, out })
  lacking += await dues({ ...safetyStage, largePicture, zoomedPicture, out })
  await lookAtProblems()
  lacking += await deadDisk(safetyStage, home)
  lacking += await damagedFile(safetyStage, home)
  lacking += await newerSchema(safetyStage, home)
  // Last: the stories before it open copies with the first password.
  desk = await Desk.open({ home, now: '2026-11-02T01:00:00Z' })
  await unlock(page(), fictionalBranch.password)
  await page().locator('.app').waitFor()
  await forgottenPassword(stage, desk, recoveryCode)
  await verify()
  if (lacking > 0) throw new Error(`${lacking}处与会议不符`)
  say(`文书和${pictures}张截图在 out/demo`)
} catch (fault) {
  await page().screenshot({ path: join(out, '出错时的屏幕.png') }).catch(() => undefined)
  throw fault
} finally {
  await desk.close().catch(() => undefined)
  remove()
}

/** The item of the agenda at this place. */
function itemAt(index: number): Item & { report: string } {
  const found: Item | undefined = record.agenda[index]
  if (!found) throw new Error(`no item ${index}`)
  return { ...found, report: found.report ?? '' }
}

async function setUp(): Promise<string> {
  say('建立支部')
  await page().getByRole('heading', { name: '建立支部' }).waitFor()
  await picture('建立支部')
  await setUpBranch(page(), { ...fictionalBranch, since: '2024-02-20' })
  await picture('恢复码')
  const recoveryCode = await confirmRecoveryCode(page())
  await picture('党员 还没有人')
  lackingRoster = await rosterIn({ picture, largePicture, zoomedPicture, say }, desk)
  await page().getByLabel('人员类别').selectOption({ label: '在册的所有人' })
  await page().getByRole('row', { name: /陈思远/ }).click()
  await picture('党员 一个人的变动')
  await page().getByRole('button', { name: '会议', exact: true }).click()
  await page().getByText('还没有会议记录').waitFor()
  await picture('会议 还没有记录')
  return recoveryCode
}

async function recordFirstHalf(): Promise<string> {
  say('登记支委会')
  await startMeeting(page())
  await picture('支委会 新登记')
  await writeBasics(page(), record)
  await markAllPresent(page(), committee.length)
  await addGuests(page(), record.guests)
  await page().locator('[data-field=opening]').focus()
  await commit(page(), record.opening)
  await picture('支委会 签到和列席')
  const first = itemAt(0)
  const second = itemAt(1)
  await writeItem(page(), await addItem(page(), first.title), first)
  const id = await addItem(page(), second.title)
  await page().locator(`[data-field="agenda.${id}.reporter"]`).focus()
  await page().keyboard.type('ljy')
  await page().locator('.person-list li').first().waitFor()
  await picture('支委会 拼音找人')
  await page().keyboard.press('Enter')
  await page().keyboard.press('Enter')
  await commit(page(), second.report.slice(0, 40))
  await saved(page())
  return id
}

async function killAndGoOn(item: string): Promise<void> {
  say('写到议题二时强行结束程序（kill -9），再打开')
  await page().waitForTimeout(400)
  await desk.kill()
  desk = await Desk.open({ home, now: meetingDay })
  await page().getByLabel('口令', { exact: true }).waitFor()
  await picture('口令')
  await page().getByLabel('口令', { exact: true }).fill('不是这个口令')
  await page().getByRole('button', { name: '打开' }).click()
  await page().getByText('口令不对').waitFor()
  await picture('口令 输错')
  await page().getByRole('button', { name: '忘记口令' }).click()
  await picture('忘记口令')
  await page().getByRole('button', { name: '返回' }).click()
  await unlock(page(), fictionalBranch.password)
  await page().locator(`[data-field="agenda.${item}.report"]:focus`).waitFor()
  await picture('支委会 强行结束后回到原处')
  // The cursor stands where it stood: the rest is typed without a click.
  const second = itemAt(1)
  await commit(page(), second.report.slice(40))
  await writeItem(page(), item, { ...second, report: '' })
}

async function recordSecondHalf(): Promise<void> {
  for (const item of [itemAt(2), itemAt(3)]) await writeItem(page(), await addItem(page(), item.title), item)
  await saved(page())
  await page().getByRole('button', { name: /^一 / }).or(page().locator('.outline ol button').first()).first().click()
  await picture('支委会 议题一')
  await page().locator('.outline ol button').nth(1).click()
  await picture('支委会 议题二的表决和决定')
  await largePicture('支委会')
}

async function exportPapers(): Promise<void> {
  say('预览和导出')
  await page().keyboard.press('F6')
  await page().locator('.pdf-page').first().waitFor({ timeout: 30_000 })
  await page().locator('.pages[aria-busy=false]').waitFor()
  await picture('预览')
  await largePicture('预览')
  await page().keyboard.press('Escape')
  const wanted: [DocumentName, string, 'docx' | 'pdf'][] = [['record', '会议记录', 'docx'], ['record', '会议记录', 'pdf'], ['signIn', '签到表', 'docx'], ['minutes', '会议纪要', 'docx'], ['notice', '会议通知', 'docx']]
  for (const [document, name, format] of wanted) {
    const file = fileOf(document, format)
    await desk.willSaveTo(file)
    await page().getByRole('button', { name: '导出会议记录' }).click()
    const dialog = page().getByRole('dialog')
    await dialog.getByLabel('文书').selectOption(document)
    await dialog.getByRole('radio', { name: format === 'docx' ? /^Word/ : /^PDF/ }).check()
    if (document === 'record' && format === 'docx') await picture('导出')
    await dialog.getByRole('button', { name: `导出${name}` }).click()
    await page().getByText(`已导出 ${documentFileName(record.heldOn, '支委会', document, format)}`).waitFor({ timeout: 30_000 })
    if (format === 'pdf') await picture('已导出')
  }
}

function fileOf(document: DocumentName, format: 'docx' | 'pdf'): string {
  return join(out, documentFileName(record.heldOn, '支委会', document, format))
}

async function lookAtTheRest(): Promise<void> {
  await page().keyboard.press('F1')
  await page().getByRole('dialog', { name: '按键' }).waitFor()
  await picture('按键')
  await page().keyboard.press('Escape')
  await page().getByRole('dialog', { name: '按键' }).waitFor({ state: 'hidden' })
  await page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await page().locator('table.meetings').waitFor()
  await picture('会议')
  await largePicture('会议')
}

/** What is wrong with a folder has a screen of its own: shown on copies. */
async function lookAtProblems(): Promise<void> {
  say('数据损坏时的提示')
  const harms: [string, (folder: string) => void][] = [
    ['数据文件不见了', (folder) => rmSync(join(folder, 'branch.db'))],
    ['口令文件损坏', (folder) => ['keyring.json', 'keyring-copy.json'].forEach((name) => writeFileSync(join(folder, name), '{"损坏"'))],
  ]
  for (const [name, harm] of harms) {
    const copy = makeHome()
    cpSync(home, copy.home, { recursive: true, filter: (path) => !/Singleton|\.lock$/.test(path) })
    harm(join(copy.home, 'workspace'))
    desk = await Desk.open({ home: copy.home, now: meetingDay })
    await page().locator('[data-problem]').waitFor()
    await picture(`打不开 ${name}`)
    await desk.close()
    copy.remove()
  }
}

/** Opens the written files again and says what stands in them. */
async function verify(): Promise<void> {
  say('重新打开导出的文书核对：')
  const word = textOfWord(fileOf('record', 'docx')).replace(/\s+/g, '')
  const { text: pdf, pages } = await textOfPdf(fileOf('record', 'pdf'))
  let missing = 0
  const check = (what: string, ...texts: string[]) => {
    const absent = texts.filter((text) => !word.includes(text.replace(/\s+/g, '')) || !pdf.includes(text.replace(/\s+/g, '')))
    if (absent.length > 0) missing++
    console.log(`  ${absent.length === 0 ? '有' : '缺'}  ${what}${absent.length === 0 ? '' : `（没找到：${absent.join('；')}）`}`)
  }
  check('名称和时间', record.title, '2026年9月8日（星期二）14:30—16:10', record.place)
  check('主持人、记录人', '主持人：周启明', '记录人：林静怡')
  check('应到5人，实到5人', '应到委员：5人', `5人（${committee.join('、')}）`)
  check('列席', '孙立军、钱雅文')
  check('赞成5票，不赞成0票，弃权0票', '赞成5票，不赞成0票，弃权0票')
  record.agenda.forEach((item, index) => {
    const owner = decisions[index]
    check(`议题${index + 1}：决定、责任人${owner?.owners}、时限${owner?.due}`, item.title, item.decision, `责任人：${owner?.owners}；时限：${owner?.due}`)
    for (const { speaker, text } of 'speeches' in item ? item.speeches : []) check(`议题${index + 1}：${speaker}的发言`, `${speaker}：${text}`)
  })
  console.log(`  PDF共${pages}页`)
  for (const [document, word2] of [['signIn', '签到表'], ['minutes', '纪要'], ['notice', '通知']] as const) {
    const text = textOfWord(fileOf(document, 'docx'))
    const whole = text.includes(word2) && committee.every((name) => document === 'notice' || text.includes(name))
    if (!whole) missing++
    console.log(`  ${whole ? '有' : '缺'}  ${word2}`)
  }
  if (missing > 0 || !existsSync(fileOf('record', 'pdf')) || readFileSync(fileOf('record', 'pdf')).length < 1000) throw new Error(`${missing}处与会议不符`)
}
