import { cpSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 as newId } from 'uuid'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { Input } from '../../shared/contract/index.ts'
import { Desk } from '../drive/desk.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { appFolder, asRoot, electronProgram } from './electron.ts'
import { figureOf, inTurns, median, p95, type Measured } from './measure.ts'
import { rowsOfSave } from './sameRows.ts'
import { temporaryFolder } from './temporary.ts'
import { inDatabase, keyOf, now, openBenchWorkspace, password, type BenchWorkspace } from './workspace.ts'

declare global { interface Window { readonly echo: (said: string) => Promise<number> } }

type Draft = Input<'meetings.save'>

const characters = 50_000
const rounds = 7
export const windowNames = ['保存一次30人的会议，到界面收到答复', '界面和数据服务之间一次往返', `${characters}字的记录里按一个键到下一帧（p95）`] as const

/** Without the wait for the screen's next beat, which is up to 16.7 ms by itself: the work alone has to fit into it. */
const unbeaten = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

const sentence = '会议讨论了走访覆盖率和送货准时率的提升办法。'
const textOf = (length: number): string => sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length)

const meetingOf = (people: readonly string[], length: number): Draft => ({
  id: newId(), revision: 0, kind: 'generalMeeting', title: `${length}字的党员大会`, heldOn: length === characters ? '2026-10-20' : '2026-10-19', startsAt: '14:30', endsAt: '16:10', place: '县局三楼党员活动室', chair: '赵刚', recorder: '钱刚',
  attendance: people.map((personId, at) => ({ personId, state: at % 10 === 9 ? 'leave' : 'present', reason: at % 10 === 9 ? '出差' : '' })), guests: [{ name: '沈伟', note: '县局党委组织员' }],
  agenda: Array.from({ length: 12 }, (_, n) => ({
    id: newId(), title: `审议第${n + 1}项报告`, reporter: '赵刚', report: textOf(length / 24), discussion: textOf(length / 48), decision: '通过。',
    speeches: ['孙刚', '李刚'].map((speaker) => ({ speaker, text: textOf(length / 96) })),
    votes: [{ id: newId(), yes: 27, no: 0, abstain: 0 }], actions: [{ id: newId(), task: `落实第${n + 1}项`, owners: '李刚', dueText: '12月15日前' }],
  })),
})

/** A copy of the workspace, of the same size: its file takes the bare commits, which write the rows that a save writes. */
async function bareRows(workspace: BenchWorkspace, folder: string, draft: Draft): Promise<string> {
  const save = (opening: string, revision: number) => workspace.ask('meetings.save', { ...draft, revision, opening })
  await save('第1次', 0)
  const tables = await inDatabase(workspace.folder, (db) => rowsOfSave(db, draft.id ?? '', () => save('第2次', 1)))
  workspace.service.close()
  cpSync(join(workspace.folder, 'branch.db'), join(folder, 'bare.db'))
  const told = join(folder, 'rows.json')
  writeFileSync(told, JSON.stringify({ file: join(folder, 'bare.db'), key: (await keyOf(workspace.folder)).toString('hex'), nativeBinding: process.env['BRANCH_DESK_NATIVE_BINDING'] ?? '', tables }))
  return told
}

async function openBare(rows: string, home: string): Promise<{ app: ElectronApplication; page: Page }> {
  const env: Record<string, string> = { BRANCH_DESK_BENCH_ROWS: rows }
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  const app = await _electron.launch({ executablePath: electronProgram(), args: [...asRoot, `--user-data-dir=${home}`, ...unbeaten, appFolder('bare')], env })
  const page = await app.firstWindow()
  await page.locator('input').waitFor()
  return { app, page }
}

/** The median of some saves of one meeting, each from the call to its answer, in milliseconds. */
const savesIn = (page: Page) => async (draft: Draft): Promise<number> => median(await page.evaluate(async (given) => {
  const took: number[] = []
  const read = await window.api.call('meetings.get', { id: given.id ?? '' })
  let revision = read.ok ? read.value.revision : 0
  for (let n = 0; n < 12; n++) {
    const start = performance.now()
    const answer = await window.api.call('meetings.save', { ...given, revision, opening: `第${n}次` })
    took.push(performance.now() - start)
    if (!answer.ok) throw new Error(answer.error.message)
    revision = answer.value.revision
  }
  return took
}, draft))

/** The median of some calls, in milliseconds. */
const callsOf = async (page: Page, which: 'service' | 'echo'): Promise<number> => median(await page.evaluate(async (asked) => {
  const took: number[] = []
  for (let n = 0; n < 200; n++) {
    const start = performance.now()
    await (asked === 'service' ? window.api.call('place.last', {}) : window.echo('一次'))
    took.push(performance.now() - start)
  }
  return took
}, which))

/** p95 of keys typed into a field, from the event to the end of the frame that shows it. */
async function keysIn(page: Page, selector: string): Promise<number> {
  await page.locator(selector).focus()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => {
    const took: number[] = []
    const { port1, port2 } = new MessageChannel()
    let pressed = 0
    port1.onmessage = () => { took.push(performance.now() - pressed) }
    const listen = (event: KeyboardEvent) => {
      pressed = event.timeStamp
      // A message that is sent in the frame comes after its layout and paint.
      requestAnimationFrame(() => port2.postMessage(null))
    }
    document.addEventListener('keydown', listen, { capture: true })
    Object.assign(window, { keysTook: () => { document.removeEventListener('keydown', listen, { capture: true }); return took } })
  })
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('a')
    await page.waitForTimeout(40)
  }
  const took = await page.evaluate(() => (window as unknown as { keysTook: () => number[] }).keysTook())
  if (took.length < 60) throw new Error(`60次按键只有${took.length}次看到了下一帧`)
  return p95(took)
}

/** What is felt while one works, in the page of the real application; beside a bare window with a utility process of its own, in turns. */
export async function working(): Promise<Measured[]> {
  electronProgram()
  const { folder: home, remove } = temporaryFolder()
  let workspace: BenchWorkspace | undefined
  let desk: Desk | undefined
  let bare: Awaited<ReturnType<typeof openBare>> | undefined
  try {
    workspace = await openBenchWorkspace(1000)
    const [ordinary, long] = [meetingOf(workspace.people, 3000), meetingOf(workspace.people, characters)]
    await workspace.ask('meetings.save', long)
    const rows = await bareRows(workspace, home, ordinary)
    desk = await Desk.open({ home: dirname(workspace.folder), now, extraArgs: unbeaten })
    bare = await openBare(rows, join(home, 'window'))
    const [{ page }, { page: barePage }] = [desk, bare]
    await unlock(page, password)
    await page.locator('.today-room').waitFor()
    await toMeetings(page)
    await page.locator('.row-link').first().waitFor()
    const commit = async (): Promise<number> => median(await barePage.evaluate(async () => {
      const took: number[] = []
      for (let n = 0; n < 12; n++) took.push(await window.echo('commit'))
      return took
    }))
    const saves = savesIn(page)
    const [saved, committed, called, echoed] = await inTurns(rounds, [() => saves(ordinary), commit, () => callsOf(page, 'service'), () => callsOf(barePage, 'echo')])
    await page.locator('.row-link', { hasText: long.title }).click()
    const field = `[data-field="agenda.${long.agenda?.[6]?.id}.report"]`
    await page.locator(field).waitFor()
    await barePage.evaluate((texts) => { document.body.innerHTML = texts.map((text) => `<textarea rows="8" style="width:100%;display:block">${text}</textarea>`).join('') }, (long.agenda ?? []).flatMap(({ report = '', discussion = '', speeches = [] }) => [report, discussion, ...speeches.map(({ text }) => text)]))
    const [typed, bareTyped] = await inTurns(5, [() => keysIn(page, field), () => keysIn(barePage, 'textarea >> nth=24')])
    return [
      figureOf({ name: windowNames[0], unit: 'ms', goal: { ratio: 1.5 }, floorIs: '同样的行直接加密提交一次', ours: saved, bare: committed }),
      figureOf({ name: windowNames[1], unit: 'ms', goal: { atMost: 1 }, floorIs: '空窗口到空进程的一次往返', ours: called, bare: echoed }),
      figureOf({ name: windowNames[2], unit: 'ms', goal: { atMost: 16 }, floorIs: '空窗口里同样的字', ours: typed, bare: bareTyped }),
    ]
  } finally {
    await desk?.kill().catch(() => undefined)
    bare?.app.process().kill('SIGKILL')
    workspace?.close()
    remove()
  }
}
