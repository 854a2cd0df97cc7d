import { actionFrom, listedAction, saysAgain, timesIn, type FoundAction } from './fromTextActions.ts'
import { entriesOf, isSignature, lineEndOf } from './fromTextHead.ts'
import { ownerAt, speakerAt, type KnownNames } from './fromTextNames.ts'
import { lineOf, mark, trimmed, type Findings, type Part } from './fromTextSource.ts'
import { emptyVote, subjectOf, voteSentence, type FoundVote } from './fromTextVotes.ts'

interface FoundSpeech { speaker: string; whole: Part; texts: Part[] }
/** An item of the agenda as it is found, in parts of the reading. */
export interface FoundItem {
  title: string; titleSure: boolean; titleAt: Part[]; reporter: string; reporterAt: Part | null; report: Part[]; speeches: FoundSpeech[]; discussion: Part[]; decision: Part[]
  votes: FoundVote[]; actions: FoundAction[]; bodies: Part[]; secret: boolean | null
}
export const emptyItem = (title = '', titleAt: Part[] = [], titleSure = true): FoundItem => ({
  title, titleSure, titleAt, reporter: '', reporterAt: null, report: [], speeches: [], discussion: [], decision: [], votes: [], actions: [], bodies: [], secret: null,
})

const deciding = /^(?:经[^，。；：“”]{0,12}，(?:会议|大会|支委会|支部委员会|与会(?:人员|委员|党员)|大家)?|(?:会议|大会|支委会|支部委员会|与会(?:人员|委员|党员)|大家))(?:经)?(?:研究|讨论|审议|表决|举手表决)?(?:一致)?(?:决定|议定|同意|采纳|通过|明确)(?!意见|书)|^(?:会议)?(?:决定|决议|结论)(?:事项)?：/
/** After the counts of a vote, what they settled. */
const settled = /^(?:会议|大会)?(?:一致)?(?:同意|通过|决定|推荐|接收|当选)/
const decidingInside = /[，；]((?:经[^，。；：“”]{0,12}，)?(?:会议|大会)(?:研究|讨论)?(?:一致)?(?:决定|议定|同意|采纳|通过))/g
/** The words before the decision itself; 同意 and 采纳 belong to it. */
const decisionHead = /^(?:经[^，。；：“”]{0,12}，)?(?:会议|大会|支委会|支部委员会|与会(?:人员|委员|党员)|大家)?(?:经)?(?:研究|讨论|审议)?(?:(?:决定|决议|结论|议定)(?:事项)?：?)?/
const itemLabel = /^(汇报人|讨论情况|讨论发言|讨论|决定|决议|结论|会议决定|会议决议|完成时限|时限|期限|表决|表决情况|表决结果)(?:（[^（）\n]{0,12}）)?：/

/** Whether a heading or a label opens the list of what was agreed. */
export const opensActions = (title: string): boolean => /^(?:会议)?(?:议定|决定|落实|任务)(?:事项|清单|任务)(?:清单|落实)?\d{0,2}$/.test(title.replace(/\s/g, ''))

/** Whether an item's text cannot begin with a title here: somebody speaks, something is decided. */
export const beginsBody = (text: string, from: number, to: number, known: KnownNames): boolean =>
  speakerAt(text, from, to, known) !== null || deciding.test(text.slice(from, Math.min(to, from + 60))) || ownerAt(text, from, to, known) !== null

/** Cuts at full stops and line ends outside quotes, before ① and where after ； or a wide blank somebody begins to speak. */
function sentencesOf(text: string, { from, to }: Part, known: KnownNames): Part[] {
  const sentences: Part[] = []
  let start = from
  let quoted = false
  const cut = (end: number) => {
    if (/[^\s，、；]/.test(text.slice(start, end))) sentences.push({ from: start, to: end })
    start = end
  }
  for (let i = from; i < to; i++) {
    const char = text.charAt(i)
    if (char === '\n') { quoted = false; cut(i + 1) }
    else if (char === '“') quoted = true
    else if (char === '”') { quoted = false; if (/[。！？]/.test(text.charAt(i - 1)) && !/[，；）、]/.test(text.charAt(i + 1))) cut(i + 1) }
    else if (quoted) continue
    else if (/[。！？]/.test(char)) cut(i + 1)
    else if (/[①-⑳]/.test(char)) cut(i)
    else if (/[；\t]/.test(char) && (speakerAt(text, i + 1, to, known) !== null || itemLabel.test(text.slice(i + 1, i + 20)))) cut(i + 1)
  }
  cut(to)
  return sentences
}

/** As many as an item holds; what is beyond stays in the text of the decision or is left over. */
const mostActions = 50

type Block = 'report' | 'speech' | 'discussion' | 'decision'

/** Reads the text of one item, sentence by sentence. `stage`: the name of the part of the item that it stands under, for example 表决 or 决议. */
export function readSection(findings: Findings, item: FoundItem, section: Part, known: KnownNames, stage: string): void {
  const { reading } = findings
  const { text } = reading
  let block: Block | null = /决议|决定|结论/.test(stage) ? 'decision' : /讨论/.test(stage) && item.reporter !== '' ? 'discussion' : null
  const resolves = block === 'decision'
  item.bodies.push(section)
  if (/无记名|投票|票决/.test(stage)) item.secret = true

  const append = (part: Part) => {
    if (block === null) block = item.report.length === 0 && item.reporter === '' && item.speeches.length === 0 && !/^(?:讨论|经|大家|与会|会议)/.test(text.slice(part.from, part.from + 4)) && item.decision.length === 0 && item.votes.length === 0 ? 'report' : 'discussion'
    const speech = item.speeches.at(-1)
    if (block === 'speech' && speech) { speech.texts.push(part); speech.whole = { from: speech.whole.from, to: part.to } }
    else item[block === 'speech' ? 'discussion' : block].push(part)
  }
  const pushAction = (action: FoundAction): boolean => {
    if (item.actions.length >= mostActions) return false
    item.actions.push(action)
    return true
  }
  const addAction = (part: Part, prior: Part | null): boolean => {
    const action = actionFrom(reading, part, known, prior)
    return action !== null && pushAction(action)
  }

  /** A decision, cut where it begins to say who does it; several, parted by ；, are several actions. */
  const decide = (part: Part) => {
    const from = part.from + (decisionHead.exec(text.slice(part.from, Math.min(part.to, part.from + 60)))?.[0].length ?? 0)
    mark(findings, { from: part.from, to: from })
    let end = part.to
    const cuts: number[] = []
    for (let i = from; i < part.to; i++) if ((i === from || /[，；]/.test(text.charAt(i - 1))) && ownerAt(text, i, part.to, known) !== null) cuts.push(i)
    const [first] = cuts
    if (first !== undefined) {
      const cutsOff = first - from >= 6 && item.actions.length + cuts.length <= mostActions
      if (cutsOff) end = first
      cuts.forEach((start, n) => { addAction(trimmed(text, { from: start, to: cuts[n + 1] ?? part.to }), priorOf(cutsOff ? { from, to: first } : null)) })
    } else {
      const leaders = [...text.slice(from, part.to).matchAll(known.leaders)]
      const last = leaders.at(-1)
      const { due, start, startText, repeat } = timesIn(text, { from, to: part.to })
      if (last) {
        const after = trimmed(text, { from: from + last.index + last[0].length, to: part.to })
        const task = lineOf(reading, after.to > after.from ? after : { from, to: part.to })
        const owners = [...new Set(leaders.map(([, who = '']) => who))].join('、')
        if (owners.length <= 200) pushAction({ task: task.slice(0, 2000), owners, dueText: due ? lineOf(reading, due) : '', startText: '', repeatText: repeat ? lineOf(reading, repeat) : '', parts: [{ from, to: part.to }], sentence: part, says: false, inText: true })
      } else if (start && startText) {
        const own = lineOf(reading, trimmed(text, { from: start.to, to: part.to }))
        const before = /^[，；]?(?:执行|实施|施行|开始|起)?$/.test(own) ? lastSaid() : null
        const often = repeat ?? (before ? timesIn(text, before).repeat : null)
        pushAction({ task: (before ? lineOf(reading, before).replace(/^(?:建议|提出)/, '') : own).slice(0, 2000), owners: '', dueText: '', startText: lineOf(reading, startText), repeatText: often ? lineOf(reading, often) : '', parts: before ? [before, part] : [part], sentence: part, says: false, inText: true })
      }
    }
    item.decision.push({ from, to: end })
    if (end < part.to) mark(findings, { from: end, to: part.to })
    block = 'discussion'
  }
  const lastSaid = (): Part | null => item.speeches.at(-1)?.texts.at(-1) ?? item.report.at(-1) ?? null
  /** What 完成 refers to: the decision before it, else what was said last. */
  const priorOf = (decision: Part | null): Part | null => {
    const said = decision ?? lastSaid()
    if (said === null) return null
    const inner = trimmed(text, said)
    const comma = text.slice(inner.from, inner.to).lastIndexOf('，')
    return decision !== null && comma >= 0 && inner.to - inner.from > 40 ? { from: inner.from + comma + 1, to: inner.to } : inner
  }

  const vote = (sentence: Part, depth: number): boolean => {
    const words = text.slice(sentence.from, sentence.to)
    const method = /无记名|不记名|举手/.exec(words.slice(0, 2000))?.[0]
    if (method !== undefined) item.secret = method !== '举手'
    const found = voteSentence(words)
    if (!found) {
      if (method === undefined || words.length > 40 || !/^(?:会议|大会)?(?:采取|采用|以|通过)?[^，。]{0,4}(?:举手|无记名|不记名)[^，。]{0,6}(?:表决|投票)(?:方式)?(?:进行)?(?:表决)?[。；]?\s*$/.test(words)) return false
      mark(findings, sentence)
      return true
    }
    if (item.votes.length >= 30) return false
    const { counts, papers } = found
    let current = item.votes.at(-1)
    if (current === undefined || (current.yes !== null && (counts.yes !== null || papers.issued !== null))) { current = emptyVote(); item.votes.push(current) }
    current.secret ||= item.secret === true
    for (const which of ['yes', 'no', 'abstain'] as const) current[which] = counts[which] ?? current[which]
    for (const which of ['issued', 'returned', 'valid'] as const) current[which] = papers[which] ?? current[which]
    current.writtenYes += found.written.yes
    current.writtenNo += found.written.no
    current.writtenAbstain += found.written.abstain
    current.subject = subjectOf(words, item.title, known) || current.subject
    const how = words.slice(0, found.from)
    const motion = /(?:表决|投票)(?=(?:一致)?(?:推荐|同意|通过|确定|接收|选举))/.exec(how)
    const begins = motion ? how.slice(0, motion.index).search(/(?:以|采取|采用)?(?:举手|无记名|不记名)?(?:方式)?$/) : how.search(/(?:会议|大会)?(?:以|采取|采用)?(?:举手|无记名|不记名)(?:投票)?(?:方式)?(?:进行)?(?:表决)?|(?:进行)?(?:表决|投票)(?:结果|情况)?(?:为|如下)?：|现场(?:表决)?：|(?:会议)?进行表决/)
    const voteFrom = sentence.from + (begins >= 0 ? begins : found.from)
    const voteTo = sentence.from + found.to
    const plain = trimmed(text, { from: sentence.from, to: voteFrom })
    if (plain.to > plain.from) readSentence({ from: sentence.from, to: voteFrom }, depth + 1)
    current.parts.push({ from: voteFrom, to: voteTo })
    const rest = trimmed(text, { from: voteTo, to: sentence.to })
    if (motion) decide({ from: sentence.from + motion.index + motion[0].length, to: sentence.to })
    else if (settled.test(text.slice(rest.from, Math.min(rest.to, rest.from + 20)))) decide(rest)
    else if (/[\p{L}\p{N}]/u.test(text.slice(rest.from, rest.to))) { block = 'discussion'; append(rest) }
    block = 'discussion'
    return true
  }

  const readSentence = (sentence: Part, depth = 0) => {
    if (depth > 8) { append(sentence); return }
    let { from } = sentence
    const { to } = sentence
    while (from < to && /[\s①-⑳；，]/.test(text.charAt(from))) from++
    mark(findings, { from: sentence.from, to: from })
    const words = text.slice(from, Math.min(to, from + 200))
    if (isSignature(words.trim())) { mark(findings, { from, to }); return }
    const label = itemLabel.exec(words)
    if (label) {
      mark(findings, { from, to: from + label[0].length })
      const rest = { from: from + label[0].length, to }
      const name = label[1] ?? ''
      const value = trimmed(text, rest)
      if (name === '汇报人' && value.to - value.from <= 60) { item.reporter = lineOf(reading, value).slice(0, 60); item.reporterAt = value; block = 'report' }
      else if (/时限|期限/.test(name)) {
        const action = item.actions.at(-1)
        const { due } = timesIn(text, rest)
        if (action && due) { action.dueText = lineOf(reading, due); action.parts.push(rest) } else append({ from, to })
      } else if (name.startsWith('讨论')) { block = 'discussion'; if (value.to > value.from) readSentence(rest, depth + 1) }
      else if (name.startsWith('表决')) { if (value.to > value.from) { if (/无记名|投票/.test(label[0])) item.secret = true; readSentence(rest, depth + 1) } }
      else if (value.to > value.from) decide(rest)
      else block = 'decision'
      return
    }
    const speaker = speakerAt(text, from, to, known)
    if (!resolves && speaker === null && vote({ from, to }, depth)) return
    const inside = [...text.slice(from, Math.min(to, from + 4000)).matchAll(decidingInside)].find(({ index }) => !isQuoted(text, from, from + index))
    const decidesAt = speaker === null && deciding.test(words) ? from : inside ? from + inside.index + 1 : null
    if (!resolves && decidesAt !== null) {
      if (decidesAt > from) readSentence({ from, to: decidesAt }, depth + 1)
      decide({ from: decidesAt, to })
      return
    }
    if (resolves) { append({ from, to }); return }
    if (speaker !== null) {
      const textAt = { from: speaker.textFrom, to }
      if (speaker.reports && item.speeches.length === 0 && (item.reporter === '' || (item.reporter === speaker.name && item.report.length === 0))) {
        item.reporter = speaker.name
        item.reporterAt ??= speaker.nameAt
        mark(findings, { from, to: speaker.textFrom })
        block = 'report'
        append(textAt)
      } else if (item.speeches.length < 200) {
        item.speeches.push({ speaker: speaker.name, whole: { from, to }, texts: [textAt] })
        block = 'speech'
      } else append({ from, to })
      return
    }
    if (ownerAt(text, from, to, known) !== null && addAction(trimmed(text, { from, to }), priorOf(item.decision.at(-1) ?? null))) {
      mark(findings, { from, to })
      block = 'discussion'
      return
    }
    append({ from, to })
  }

  for (const sentence of sentencesOf(text, section, known)) readSentence(sentence)
}

const isQuoted = (text: string, from: number, at: number): boolean => {
  const words = text.slice(from, at)
  return words.lastIndexOf('“') > words.lastIndexOf('”')
}

/** Reads a list of 议定事项: each to the item of all that said it, else among those whose list it is to the one that has its words, else to the last one. */
export function readActionList(findings: Findings, items: readonly FoundItem[], owns: readonly FoundItem[], list: Part, known: KnownNames): void {
  const { reading } = findings
  const { text } = reading
  let end = list.to
  for (let from = list.from; from < list.to; from = lineEndOf(text, from) + 1) {
    if (!isSignature(text.slice(from, Math.min(list.to, lineEndOf(text, from))))) continue
    end = from
    for (let line = from; line < list.to; line = lineEndOf(text, line) + 1) {
      const part = { from: line, to: Math.min(list.to, lineEndOf(text, line)) }
      if (isSignature(text.slice(part.from, part.to))) mark(findings, part)
    }
    break
  }
  const numbered = entriesOf(findings, { from: list.from, to: end })
  const entries = numbered.length > 1 ? numbered : numbered.flatMap((part) => linesIn(text, part))
  for (const entry of entries) {
    if (entry.to <= entry.from) continue
    const action = listedAction(reading, entry, known)
    const said = items.flatMap((item) => item.actions.map((inText) => ({ item, inText }))).find(({ inText }) => saysAgain(action, inText))
    if (said) {
      const { item, inText } = said
      if (inText.says) item.discussion.push(inText.sentence)
      Object.assign(inText, { task: action.task, owners: action.owners || inText.owners, dueText: action.dueText || inText.dueText, startText: action.startText || inText.startText, repeatText: action.repeatText || inText.repeatText, parts: [...inText.parts.slice(-1), entry], inText: false })
      continue
    }
    const item = owns.length > 1 ? itemWith(text, owns, action.task) ?? owns.at(-1) : owns[0]
    if (item && item.actions.length < mostActions) item.actions.push(action)
  }
}

const linesIn = (text: string, { from, to }: Part): Part[] => {
  const lines: Part[] = []
  for (let start = from; start < to; start = lineEndOf(text, start) + 1) lines.push(trimmed(text, { from: start, to: Math.min(to, lineEndOf(text, start)) }))
  return lines
}

/** The item whose text alone has three characters in a row of a task, the one with most of them. */
function itemWith(text: string, items: readonly FoundItem[], task: string): FoundItem | null {
  const bodies = items.map(({ bodies }) => bodies.map(({ from, to }) => text.slice(from, to)).join('\n'))
  const hits = items.map(() => 0)
  const words = task.replace(/\s/g, '').slice(0, 60)
  for (let i = 0; i + 3 <= words.length; i++) {
    const holders = bodies.flatMap((body, n) => (body.includes(words.slice(i, i + 3)) ? [n] : []))
    const [only] = holders
    if (holders.length === 1 && only !== undefined) hits[only] = (hits[only] ?? 0) + 1
  }
  const most = Math.max(0, ...hits)
  return most === 0 ? null : items[hits.indexOf(most)] ?? null
}
