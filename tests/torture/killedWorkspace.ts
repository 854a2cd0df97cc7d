import { sha256Of } from '../../db/attachmentFiles.ts'
import type { Answer } from '../../shared/contract/api.ts'
import type { Input, Output } from '../../shared/contract/index.ts'
import { draftWith } from '../fixtures/committee-2026-09-08.ts'
import { Broken, expectHolds } from './harness.ts'
import type { KillFigures } from './kill-service.ts'
import type { ChildRequest, KillPlant } from './killedChild.ts'
import type { Born, Nursery } from './nursery.ts'
import { expectTidy, firstDifference, newOffice, photoOf } from './office.ts'

type Draft = Input<'meetings.save'>
type Meeting = Output<'meetings.get'>
type Found = { meeting: Meeting; files: [name: string, sha256: string][] }[]
interface Expected { id: string; revision: number; words: string; files: Map<string, string> }
interface Line { id: number; begun?: true; answer?: Answer<unknown> }

const meetings = 3
const checkEvery = 20
const mostFiles = 4

const hashOf = ({ base64 }: { base64: string }): string => sha256Of(Buffer.from(base64, 'base64'))

/** Every word of a record: in each of them stands the number of the save that wrote it. */
const wordsOf = ({ title, opening, guests = [], agenda = [] }: Draft): string => JSON.stringify([title, opening ?? '', guests.map(({ name }) => name), agenda.map((item) => [item.title, item.report ?? '', item.decision ?? '',
  (item.speeches ?? []).map(({ speaker, text }) => [speaker, text]), (item.actions ?? []).map(({ task, owners }) => [task, owners ?? '']), (item.votes ?? []).length])])

/** One process: its answers, by the number of the request. What it said before its death is still heard. */
class Child {
  readonly #nursery: Nursery
  readonly #born: Promise<Born>
  readonly #lines = new Map<string, (line: Line) => void>()

  constructor(nursery: Nursery) {
    this.#nursery = nursery
    this.#born = nursery.bear((told) => {
      const line = told as Line
      this.#lines.get(`${line.begun ? 'begun' : 'answer'} ${line.id}`)?.(line)
    })
    void this.#born.then(({ gone }) => gone).then(() => { for (const told of this.#lines.values()) told({ id: -1 }) }, () => undefined)
  }

  async send(request: ChildRequest): Promise<void> { (await this.#born).tell(request) }
  /** The line, or one without anything where the process died before it. */
  line(kind: 'begun' | 'answer', id: number): Promise<Line> { return new Promise((done) => { this.#lines.set(`${kind} ${id}`, done) }) }

  /** The value of a request that nobody kills. */
  async value(request: ChildRequest): Promise<unknown> {
    await this.send(request)
    const { answer } = await this.line('answer', request.id)
    if (!answer) throw new Error(`the child ended by itself: ${this.#nursery.complaints}`)
    expectHolds(answer.ok, `服务没有照常回答：${JSON.stringify(answer)}`)
    return answer.value
  }

  async kill(): Promise<void> { await (await this.#born).kill() }
}

/** Waits to the tenth of a millisecond: a timer waits to the whole one, and a save takes a few. */
async function exactly(ms: number): Promise<void> {
  const until = performance.now() + ms
  if (ms > 3) await new Promise((done) => { setTimeout(done, ms - 2) })
  while (performance.now() < until) { /* see above */ }
}

/** A workspace whose service is killed again and again, and what it has to hold. */
export class KilledWorkspace {
  readonly #folder: string
  readonly #nursery: Nursery
  readonly #figures: KillFigures
  readonly #plant: KillPlant | undefined
  readonly #expected: Expected[] = []
  #roster: { id: string; name: string }[] = []
  #next: Child
  #request = 0
  #serial = 0
  /** The save that the last kill cut off: the next start shows whether it counts. */
  #unanswered: { target: Expected; file?: [string, string]; words?: string } | null = null
  /** Of the saves that were answered, in milliseconds: a kill shall fall somewhere inside the next. */
  #duration = { 'meetings.save': 4, 'attachments.addBytes': 4 }

  constructor(folder: string, nursery: Nursery, figures: KillFigures, plant: KillPlant | undefined) {
    this.#folder = folder
    this.#nursery = nursery
    this.#figures = figures
    this.#plant = plant
    this.#next = new Child(nursery)
  }

  async killed(times: number): Promise<void> {
    try {
      await this.#prepare()
      await this.#kill(times)
    } finally { await this.#next.kill() }
  }

  async #prepare(): Promise<void> {
    const office = await newOffice(this.#folder)
    this.#roster = office.roster
    for (let i = 0; i < meetings; i++) {
      const draft = this.#draft()
      const { id, revision } = await office.ask('meetings.save', draft)
      this.#expected.push({ id, revision, words: wordsOf(draft), files: new Map() })
    }
    office.service.close()
  }

  async #kill(times: number): Promise<void> {
    for (let i = 1; i <= times; i++) {
      await this.#killOnce()
      if (i % checkEvery === 0 || i === times) {
        await expectTidy(this.#folder)
        this.#figures.checks++
      }
    }
    // The last start finds everything, too.
    await this.#next.value({ id: ++this.#request, open: this.#folder })
    await this.#compare(this.#next)
  }

  #draft(): Draft {
    const mark = `第${++this.#serial}次保存`
    const draft = draftWith(this.#roster)
    const long = '记录'.repeat(Math.floor(Math.random() * 800))
    return {
      ...draft, title: `${mark}的会议`, opening: `${mark}${long}`, guests: [{ name: `来宾${this.#serial}` }],
      agenda: (draft.agenda ?? []).map((item) => ({ ...item, report: `${mark}${item.report ?? ''}`, decision: `${mark}${item.decision ?? ''}`, speeches: (item.speeches ?? []).map((speech) => ({ ...speech, text: `${mark}${speech.text}` })) })),
    }
  }

  async #killOnce(): Promise<void> {
    const child = this.#next
    // The next one is born while this one works.
    this.#next = new Child(this.#nursery)
    const chance = this.#plant ? 0 : Math.random()
    const open = { id: ++this.#request, open: this.#folder, plant: this.#plant }
    if (chance > 0.95) {
      await child.send(open)
      await exactly(Math.random() * 15)
      this.#figures.opening++
    } else {
      await child.value(open)
      await this.#compare(child)
      for (let saves = Math.floor(Math.random() * 3); saves > 0; saves--) await this.#save(child, false)
      if (chance > 0.92) this.#figures.idle++
      else {
        await this.#save(child, true)
        this.#figures.kills++
        return
      }
    }
    await child.kill()
    this.#figures.kills++
  }

  /** One save, of a record or an attachment, killed inside it or not; afterwards it is known what the workspace has to hold. */
  async #save(child: Child, isKilled: boolean): Promise<void> {
    const target = this.#expected[Math.floor(Math.random() * meetings)]
    expectHolds(target !== undefined, 'no record')
    const isFile = target.files.size < mostFiles && (this.#plant === 'losesFiles' || Math.random() < 0.15)
    const draft = this.#draft()
    const photo = photoOf(target.id, `照片${this.#serial}`, Math.floor(Math.random() * 40_000))
    const channel = isFile ? 'attachments.addBytes' : 'meetings.save'
    const id = ++this.#request
    const begun = child.line('begun', id)
    const answered = child.line('answer', id)
    await child.send({ id, channel, input: isFile ? photo : { ...draft, id: target.id, revision: target.revision } })
    await begun
    const began = performance.now()
    if (isKilled) {
      const { kills, inSave, inFile } = this.#figures
      // On a busy machine the kill comes late: aimed earlier where too many saves had ended before it.
      const reach = (inSave + inFile) / Math.max(1, kills) < 0.65 ? 0.4 : 1
      await exactly(Math.random() * (this.#plant ? 15 : reach * this.#duration[channel]))
      await child.kill()
    }
    const { answer } = await answered
    if (answer) {
      expectHolds(answer.ok, `保存没有成功：${JSON.stringify(answer)}`)
      this.#figures.acknowledged++
      if (!isKilled) this.#duration[channel] = 0.7 * this.#duration[channel] + 0.3 * (performance.now() - began)
      if (isFile) target.files.set(photo.name, hashOf(photo))
      else Object.assign(target, { revision: (answer.value as Meeting).revision, words: wordsOf(draft) })
      return
    }
    if (isFile) this.#figures.inFile++
    else this.#figures.inSave++
    this.#unanswered = isFile ? { target, file: [photo.name, hashOf(photo)] } : { target, words: wordsOf(draft) }
  }

  /** What this start finds against what it has to. An unanswered save is whole or absent, and from then on it is known which. */
  async #compare(child: Child): Promise<void> {
    const found = await child.value({ id: ++this.#request, read: true }) as Found
    const unanswered = this.#unanswered
    this.#unanswered = null
    expectHolds(found.length === this.#expected.length, `应有${this.#expected.length}条记录，有${found.length}条`)
    for (const expected of this.#expected) {
      const here = found.find(({ meeting }) => meeting.id === expected.id)
      expectHolds(here !== undefined, '一条记录不见了')
      const words = wordsOf(here.meeting as Draft)
      if (unanswered?.target === expected) {
        const { file } = unanswered
        const isThere = file ? here.files.some(([name]) => name === file[0]) : words === unanswered.words && here.meeting.revision === expected.revision + 1
        if (isThere && file) expected.files.set(...file)
        else if (isThere) Object.assign(expected, { words, revision: here.meeting.revision })
        this.#figures[isThere ? 'whole' : 'absent']++
      }
      if (words !== expected.words || here.meeting.revision !== expected.revision) throw new Broken(`已答复的保存不在，或只有一半：${firstDifference(words, expected.words)}`)
      const files = new Map(here.files)
      expectHolds(files.size === expected.files.size && [...expected.files].every(([name, sha256]) => files.get(name) === sha256), `附件应有${expected.files.size}个，完整的不是这么多`)
    }
  }
}
