// kill -9 of the whole application, main, service and page at once, while somebody types into a record.
import { randomInt } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { v7 as newId } from 'uuid'
import { lockWorkspace, type WorkspaceLock } from '../../db/lock.ts'
import type { Desk } from '../drive/desk.ts'
import { inHome, isAlive, needApplication, onLinux, openBox, openDesk, pause, settle, treeOf, workspaceOf } from './application.ts'
import { expectHolds, type Harness } from './harness.ts'

/** A piece as an input method commits it, and when. */
interface Typed { length: number; at: number }
interface Counts { kills: number; saving: number; opening: number; pieces: number; lostMs: number }

const field = '[data-field$=".report"]'
const title = '第二支部委员会2026年第9次会议'
/** What is older than this when the application is killed is on the disk: 150 ms until a save begins, and the save itself on a busy machine. */
const promised = 1500

async function prepare(home: string): Promise<void> {
  await settle(workspaceOf(home), async (ask) => {
    await ask('members.addMany', { lines: '周启明\t正式党员\t书记\n林静怡\t正式党员\t组织委员\n吴国栋\t正式党员\t纪检委员' })
    const id = newId()
    const { agenda } = await ask('meetings.save', { id, kind: 'committeeMeeting', title, heldOn: '2026-09-08', place: '三楼会议室', agenda: [{ title: '学习传达' }] })
    await ask('place.keep', { screen: 'meeting', meetingId: id, field: `agenda.${agenda[0]?.id ?? ''}.report`, selectionStart: 0, selectionEnd: 0, scrollTop: 0 })
  })
}

/** Types as long as it lives, and hears what the screen says is saved. */
class Typist {
  readonly typed: Typed[] = []
  text: string
  /** How many characters of the field were on the screen when it said 已保存. */
  saved = 0
  saving = false
  readonly #desk: Desk

  constructor(desk: Desk, text: string) {
    this.#desk = desk
    this.text = text
  }

  async listen(): Promise<void> {
    this.#desk.page.on('console', (message) => {
      const [, said, length] = /^TOLD (saved|saving) (\d+)$/.exec(message.text()) ?? []
      if (said === 'saved') this.saved = Math.max(this.saved, Number(length))
      if (said !== undefined) this.saving = said === 'saving'
    })
    await this.#desk.page.evaluate((selector) => {
      const bar = document.querySelector('.saved')
      const tell = () => {
        const length = document.querySelector<HTMLTextAreaElement>(selector)?.value.length ?? 0
        const words = bar?.textContent ?? ''
        if (words.includes('已保存')) console.log(`TOLD saved ${length}`)
        else if (words.includes('正在保存')) console.log(`TOLD saving ${length}`)
      }
      if (bar) new MutationObserver(tell).observe(bar, { subtree: true, childList: true, characterData: true })
    }, field)
  }

  /** Until the window is gone. */
  async type(): Promise<void> {
    try {
      for (;;) {
        const piece = `第${this.typed.length + 1}段，线索${randomInt(1000)}条。`
        this.text += piece
        this.typed.push({ length: this.text.length, at: performance.now() })
        await this.#desk.page.keyboard.insertText(piece)
        await pause(randomInt(20, 110))
      }
    } catch { /* The end of the window is the end of the typing. */ }
  }
}

/** Opens the desk on what was left and answers the text that is there. Throws Broken where it does not open or lost what it had acknowledged. */
async function reopen(home: string): Promise<{ desk: Desk; text: string }> {
  const desk = await openDesk({ home })
  try {
    await openBox(desk)
    await desk.page.locator(`${field}:focus`).waitFor().catch(() => expectHolds(false, '打开后没有回到原来的会议和原来的栏'))
    const text = await desk.page.locator(field).inputValue()
    const stored = await desk.page.evaluate(async () => {
      const place = await window.api.call('place.last', {})
      const read = await window.api.call('meetings.get', { id: place.ok ? place.value?.meetingId ?? '' : '' })
      return read.ok ? { title: read.value.title, place: read.value.place, state: read.value.state, items: read.value.agenda.length, report: read.value.agenda[0]?.report } : null
    })
    expectHolds(JSON.stringify(stored) === JSON.stringify({ title, place: '三楼会议室', state: 'draft', items: 1, report: text }), `记录不是原来的样子：${JSON.stringify(stored)}`)
    return { desk, text }
  } catch (cause) {
    await desk.kill().catch(() => undefined)
    throw cause
  }
}

/** The whole process group at once; answers when all are gone. */
async function killAll(desk: Desk): Promise<void> {
  const pid = desk.app.process().pid ?? 0
  const tree = treeOf(pid)
  expectHolds(tree.length >= 4, `程序只有${tree.length}个进程`)
  process.kill(-pid, 'SIGKILL')
  for (let n = 0; n < 200 && tree.some(isAlive); n++) await pause(10)
  expectHolds(!tree.some(isAlive), '结束以后还有进程在运行')
}

/** What the next start must find: all that was acknowledged, nothing that was not typed, no half piece. */
interface Expected { before: string; all: string; typed: readonly Typed[]; saved: number; killedAt: number }

function judge(text: string, { before, all, typed, saved, killedAt }: Expected, counts: Counts): void {
  expectHolds(text.length >= saved, `屏幕上说已保存的有${saved}字，再打开只有${text.length}字`)
  expectHolds(all.startsWith(text) && (text === before || typed.some(({ length }) => length === text.length)), '存下的文字不是键入的文字')
  const lost = typed.find(({ length }) => length > text.length)
  if (lost) counts.lostMs = Math.max(counts.lostMs, killedAt - lost.at)
  expectHolds(counts.lostMs <= promised, `结束前${counts.lostMs.toFixed(0)}毫秒键入的文字没有存下`)
}

/** Kills it `times` times, `earliest` milliseconds after the first character or later, and looks at what is there at each start. `meddle` is done to the folder while the application is dead. */
async function kill(times: number, meddle: (home: string) => void = () => undefined, earliest = 30): Promise<Counts> {
  needApplication()
  onLinux('整个进程组一起结束')
  return inHome(async (home) => {
    await prepare(home)
    const counts: Counts = { kills: 0, saving: 0, opening: 0, pieces: 0, lostMs: 0 }
    let expected: Expected = { before: '', all: '', typed: [], saved: 0, killedAt: 0 }
    for (;;) {
      // One in eight dies before anything is typed, while it opens.
      if (counts.kills < times && times > 8 && randomInt(8) === 0) {
        const early = await openDesk({ home })
        await Promise.race([openBox(early).catch(() => undefined), pause(randomInt(400))])
        await killAll(early)
        counts.opening++
        counts.kills++
        continue
      }
      const { desk, text } = await reopen(home)
      try {
        judge(text, expected, counts)
        if (counts.kills === times) return counts
        expected = await typeAndDie(desk, text, earliest, counts)
      } finally {
        await desk.kill().catch(() => undefined)
      }
      meddle(home)
    }
  })
}

async function typeAndDie(desk: Desk, before: string, earliest: number, counts: Counts): Promise<Expected> {
  const typist = new Typist(desk, before)
  await typist.listen()
  await desk.page.keyboard.press('Control+End')
  const typing = typist.type()
  await pause(randomInt(earliest, earliest + 800))
  const { saved, saving } = typist
  const killedAt = performance.now()
  await killAll(desk)
  await typing
  counts.kills++
  counts.pieces += typist.typed.length
  if (saving) counts.saving++
  return { before, all: typist.text, typed: typist.typed, saved, killedAt }
}

/** An application that says 已保存 and stores nothing: what was written since the first kill is taken away again. */
function forgetful(): (home: string) => void {
  let kept = false
  return (home) => {
    const [folder, before] = [workspaceOf(home), `${home}/before`]
    if (kept) rmSync(folder, { recursive: true })
    cpSync(kept ? before : folder, kept ? folder : before, { recursive: true })
    kept = true
  }
}

/** A lock that outlives the application that held it. */
async function leftLocked(): Promise<void> {
  let left: WorkspaceLock | undefined
  try {
    await kill(1, (home) => { left = lockWorkspace(workspaceOf(home), undefined) })
  } finally {
    left?.release()
  }
}

export const harness: Harness = {
  name: 'kill-app',
  title: '整个程序 kill -9',
  async attack(scale) {
    const { kills, saving, opening, pieces, lostMs } = await kill(scale === 'long' ? 400 : 40)
    return `整个进程组结束${kills}次（${saving}次正在保存，${opening}次正在打开），键入${pieces}段：说过已保存的一字不少，下一次都打得开，回到原来的栏；没存下的字最早键入于结束前${lostMs.toFixed(0)}毫秒`
  },
  plants: [
    { name: '说已保存而没有写盘', attack: () => kill(3, forgetful(), 1000) },
    { name: '结束以后锁还在', attack: leftLocked },
  ],
}
