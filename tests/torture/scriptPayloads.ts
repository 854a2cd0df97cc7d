// Texts that mean something to a browser, a template, a printer or a format, and nothing to a record of a meeting.
import type { Input } from '../../shared/contract/index.ts'

/** Each calls, asks for or shows `canary` with its own number, if anything in it is ever taken for more than text. */
export interface Payload { n: number; text: string }

const short = [
  (c: string) => `<script>${c}</script>`, (c: string) => `<svg onload=${c}>`, (c: string) => `<img src=x onerror=${c}>`, (c: string) => `{{${c}}}`, (c: string) => `\${${c}}`, (c: string) => `{#a}${c}{/a}`,
  (c: string) => `javascript:${c}`, (c: string) => `"onfocus=${c} autofocus="`, (c: string) => `'-${c}-'`, (c: string) => `</p><b>${c}`, (c: string) => `%s%n ${c} %00`, (c: string) => `\u202e${c}\u2066`,
  (c: string) => `&lt;b&gt;${c}&#60;`, (c: string) => `]]>${c}<!--`, (c: string) => `=HYPERLINK("${c}")`, (c: string) => `<%=${c}%>`,
]
const long = [
  (c: string) => `</textarea><script>${c}</script>`, (c: string) => `</title></style><script>${c}</script>`, (c: string) => `<iframe srcdoc="<script>parent.${c}</script>"></iframe>`, (c: string) => `<a href="javascript:${c}" autofocus onfocus=${c}>点这里</a>`,
  (c: string, url: string) => `<img src="${url}"><link rel=stylesheet href="${url}">`, (c: string, url: string) => `</style><style>*{background:url(${url})}body{outline:7px solid rgb(1,2,3)}</style>${c}`, (c: string, url: string) => `<svg><use href="${url}#x"/><image href="${url}"/><animate onbegin=${c} attributeName=x dur=1s></svg>`,
  (c: string, url: string) => `<meta http-equiv=refresh content="0;url=${url}"><base href="${url}/">${c}`, (c: string, url: string) => `<object data="${url}"></object><embed src="${url}"><video src="${url}" onerror=${c}>`, (c: string, url: string) => `@import url(${url});${c}`,
  (c: string) => `{{constructor.constructor('${c}')()}}`, (c: string) => `{#items}{.}${c}{/items}{@rawXml}{%image}{~html}`, (c: string) => `{{#with "s" as |string|}}${c}{{/with}}<%- ${c} %>#{${c}}`,
  (c: string) => `</w:t></w:r></w:p><w:p><w:r><w:instrText>DDEAUTO c:\\\\windows "${c}"</w:instrText></w:r></w:p>`, (c: string) => `&#x3c;script&#x3e;${c}&lt;/script&gt;&amp;amp;&nbsp;`, (c: string) => `\u200b\u200d\ufeff\u2028${c}\u2029\u2067מפלגה\u2069`,
  (c: string) => `%s%d%n%x %p ${c} %1$s {0} \\u003cscript\\u003e`, (c: string) => `"><script>${c}</script><x y="`, (c: string) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${c}&gt;">`, (c: string) => `<form action="javascript:${c}"><button autofocus>送出</button></form>`,
  (c: string) => `<details open ontoggle=${c}><marquee onstart=${c}>`, (c: string) => `<xss style="animation-name:x" onanimationstart="${c}">`, (c: string) => `'; DROP TABLE meeting; -- ${c} \\'; /*`, (c: string) => `第一行<br>${c}\n第二行\n<hr onmouseover=${c}>`,
]

const canaryOf = (n: number): string => `canary(${n})`
/** Of the page's own origin, so that no policy stands before the request: were it made, it would be seen. */
const addressOf = (n: number): string => `app://ui/canary-${n}`

/** Twenty for one record: seven that fit into a name, twelve longer ones, one very long. */
function payloadsOf(record: number): { names: Payload[]; texts: Payload[] } {
  const first = record * 20
  const make = (n: number, forms: typeof long, at: number): Payload => ({ n, text: forms[at % forms.length]?.(canaryOf(n), addressOf(n)) ?? '' })
  const names = Array.from({ length: 7 }, (_, at) => make(first + at, short, record * 7 + at))
  const texts = Array.from({ length: 12 }, (_, at) => make(first + 7 + at, long, record * 12 + at))
  const n = first + 19
  return { names, texts: [...texts, { n, text: `${canaryOf(n)}${'<i>很长</i>&{x}'.repeat(180)}` }] }
}

/** A record packed with twenty of them, in as many fields. `harmless`: the same with plain words, to compare with. */
export function packedRecord(record: number, harmless = false): { draft: Input<'meetings.save'>; payloads: Payload[] } {
  const { names, texts } = payloadsOf(record)
  const payloads = [...names, ...texts]
  const waiting = { names: [...names], texts: [...texts] }
  const take = (kind: 'names' | 'texts'): string => {
    const { n, text } = waiting[kind].shift() ?? { n: 0, text: '' }
    return harmless ? `文字${n}` : text
  }
  const line = (): string => take('texts').replaceAll('\n', ' ')
  const draft: Input<'meetings.save'> = {
    kind: 'committeeMeeting', heldOn: `2026-09-${String(record + 1).padStart(2, '0')}`, title: line(), place: take('names'), chair: take('names'), recorder: take('names'),
    guests: [{ name: take('names'), note: take('names') }], opening: take('texts'),
    agenda: [
      { title: line(), reporter: take('names'), report: take('texts'), speeches: [{ speaker: take('names'), text: take('texts') }], discussion: take('texts'), decision: take('texts'), actions: [{ task: take('texts'), owners: '周启明', dueText: '9月底' }] },
      { title: line(), report: take('texts'), discussion: take('texts'), decision: take('texts'), speeches: [{ speaker: '周启明', text: take('texts') }] },
    ],
  }
  if (waiting.names.length + waiting.texts.length > 0) throw new Error('a payload has no place')
  return { draft, payloads: payloads.map(({ n, text }) => ({ n, text: [draft.title, ...(draft.agenda ?? []).map(({ title }) => title)].includes(text.replaceAll('\n', ' ')) ? text.replaceAll('\n', ' ') : text })) }
}
