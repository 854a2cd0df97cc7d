import { repeatsIn } from './actionRepeat.ts'
import { before, day, ownerAt, soon, type KnownNames } from './fromTextNames.ts'
import { lineOf, trimmed, wordsOf, type Part, type Reading } from './fromTextSource.ts'

/** One thing to be done as the text says it. `parts`: where; `sentence`: all of it; `says`: whether the sentence tells more than who and when. */
export interface FoundAction { task: string; owners: string; dueText: string; startText: string; repeatText: string; parts: Part[]; sentence: Part; says: boolean; inText: boolean }

const duePattern = new RegExp(`${day}(?!起|至|—)${before}?`, 'g')
const startPattern = new RegExp(`(?:自|从)?(${day})起`)
const soonPattern = new RegExp(`${soon}${before}?`)

interface Times { due: Part | null; start: Part | null; startText: Part | null; repeat: Part | null }

/** By when, from when and how often, as said in a part. A day with 前 goes before one without. */
export function timesIn(text: string, { from, to }: Part): Times {
  const words = text.slice(from, to)
  const partOf = (match: { index: number; 0: string } | null | undefined): Part | null => (match ? { from: from + match.index, to: from + match.index + match[0].length } : null)
  const dues = [...words.matchAll(duePattern)].filter(({ 0: found, index }) => words.charAt(index + found.length) !== '起')
  const start = startPattern.exec(words)
  const repeat = repeatsIn(words)[0]
  const startAll = partOf(start)
  return {
    due: partOf(dues.find(([found]) => found.endsWith('前')) ?? dues[0] ?? soonPattern.exec(words)), start: startAll,
    startText: startAll && start ? { from: startAll.to - (start[1]?.length ?? 0) - 1, to: startAll.to } : null, repeat: repeat ? { from: from + repeat.from, to: from + repeat.to } : null,
  }
}

const bareTask = /^(?:前)?(?:负责)?(?:完成|办结|落实|执行|实施|施行|落实到位|办理完毕|开始)?$/

/** The words of a part without its time: 协调营销部10月30日前逐条答复 is 协调营销部逐条答复. */
function withoutTime(reading: Reading, part: Part, cut: Part | null): string {
  if (cut === null || cut.from < part.from || cut.to > part.to) return lineOf(reading, trimmed(reading.text, part))
  const opens = /(?:完成)?(?:时限|期限|时间)?[：为至]?[于在]?$/.exec(reading.text.slice(Math.max(part.from, cut.from - 8), cut.from))?.[0].length ?? 0
  const head = trimmed(reading.text, { from: part.from, to: cut.from - opens })
  const tail = trimmed(reading.text, { from: cut.to, to: part.to })
  const [a, b] = [lineOf(reading, head), lineOf(reading, tail)]
  const parted = head.to < cut.from - opens || tail.from > cut.to
  return a === '' || b === '' ? a + b : `${a}${parted ? '，' : ''}${b}`
}

const namesOf = (reading: Reading, part: Part): string => lineOf(reading, part).replaceAll('同志', '').replace(/[，和及]/g, '、').replace(/\s/g, '').slice(0, 200)

/** Reads one action that begins with its owner. `prior`: what the sentence before says is to be done, where only 完成 follows. */
export function actionFrom(reading: Reading, part: Part, known: KnownNames, prior: Part | null): FoundAction | null {
  const { text } = reading
  const found = ownerAt(text, part.from, part.to, known)
  if (!found) return null
  const rest = { from: found.rest, to: part.to }
  const { due, start, startText, repeat } = timesIn(text, rest)
  const own = withoutTime(reading, rest, due ?? start)
  const priorWords = prior === null ? '' : lineOf(reading, prior).replace(/^(?:建议|提出|(?:一致)?同意)/, '')
  const bare = bareTask.test(own)
  const withObject = found.how === 'charged' && /^[^，。；\d]/.test(text.slice(found.rest, part.to))
  const task = bare ? priorWords : found.how === 'charged' && priorWords !== '' && !withObject ? `${priorWords}，${own}` : withObject ? `负责${own}` : own
  return {
    task: task.slice(0, 2000), owners: namesOf(reading, found.owners), dueText: due ? lineOf(reading, due) : '', startText: startText && !due ? lineOf(reading, startText) : '', repeatText: repeat ? lineOf(reading, repeat) : '',
    parts: bare && prior !== null ? [prior, part] : [part], sentence: part, says: found.how === 'dated' && !bare, inText: true,
  }
}

/** Reads one entry of a list of 议定事项: 口袋卡（郑浩然，11月5日）, 口袋卡，责任人郑浩然，11月5日前, or a sentence with its owner. */
export function listedAction(reading: Reading, entry: Part, known: KnownNames): FoundAction {
  const { text } = reading
  const part = { from: entry.from, to: entry.to - (/[。；，]+$/.exec(text.slice(Math.max(entry.from, entry.to - 5), entry.to))?.[0].length ?? 0) }
  const words = text.slice(part.from, part.to)
  const open = words.endsWith('）') ? words.lastIndexOf('（') : -1
  const inner = { from: part.from + open + 1, to: part.to - 1 }
  const namesInside = open < 0 ? [] : [...text.slice(inner.from, inner.to).matchAll(known.each)].map(([name]) => name)
  const labelled = /责任人(?:[：为是])?([^，；。\d\t\n（）]{1,60})/.exec(words)
  const base = { parts: [entry], sentence: entry, says: false, inText: false }
  const timed = ({ due, start, startText, repeat }: Times) => ({ dueText: due && !start ? lineOf(reading, due) : '', startText: startText ? lineOf(reading, startText) : '', repeatText: repeat ? lineOf(reading, repeat) : '' })
  if (open > 0 && (namesInside.length > 0 || (labelled && labelled.index > open))) {
    const owners = labelled && labelled.index > open ? (labelled[1] ?? '').trim() : namesInside.join('、')
    const task = lineOf(reading, { from: part.from, to: part.from + open })
    return { ...base, ...timed(timesIn(text, inner)), task: task.slice(0, 2000), owners: owners.slice(0, 200) }
  }
  const begins = actionFrom(reading, part, known, null)
  if (begins && begins.task !== '') return { ...begins, ...base }
  const at = labelled ? labelled.index : words.search(known.chargedLater)
  const inside = at > 0 ? actionFrom(reading, { from: part.from + at, to: part.to }, known, trimmed(text, { from: part.from, to: part.from + at })) : null
  if (inside) return { ...inside, ...base, task: (inside.task === '' ? lineOf(reading, { from: part.from, to: part.from + at }) : inside.task) }
  return { ...base, ...timed(timesIn(text, part)), task: wordsOf(reading, part).slice(0, 2000), owners: '' }
}

const dateKey = (words: string): string => /(\d{1,2})月(?:(\d{1,2})|[上中下]旬|底|末)/.exec(words)?.[0] ?? words.replace(/[前起自从]/g, '')
const keyOfAction = ({ dueText, startText }: Pick<FoundAction, 'dueText' | 'startText'>): string => dateKey(dueText.normalize('NFKC') || startText.normalize('NFKC'))

/** Whether an entry of the list at the end says again what the text of an item said: the same day, and no other owner. */
export function saysAgain(listed: FoundAction, inText: FoundAction): boolean {
  const key = keyOfAction(listed)
  const owners = listed.owners.split('、')
  return inText.inText && key !== '' && key === keyOfAction(inText) && (listed.owners === '' || inText.owners === '' || inText.owners.split('、').some((name) => owners.includes(name)))
}
