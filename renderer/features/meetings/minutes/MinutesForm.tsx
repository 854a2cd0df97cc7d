import { useMemo } from 'react'
import { flushSync } from 'react-dom'
import { quotedSpeeches, type MinutesLine, type MinutesMatter, type MinutesText, type QuotedSpeech } from '../../../../shared/domain/minutes.ts'
import { chineseNumeral } from '../../../../shared/domain/text.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { LineInput } from '../../../components/LineInput.tsx'
import { TextBlock } from '../../../components/TextBlock.tsx'
import { WrappingLine } from '../../../components/WrappingLine.tsx'
import { goToEnd, goToFieldAfter } from '../fields.ts'
import { useMinutes } from './minutesStore.ts'

const edit = (change: Partial<MinutesText>) => useMinutes.getState().edit(() => change)

/** Adds a matter at the end and goes to its heading. */
export const addMatter = (): void => goToFieldAfter(() => `minutes.item.${useMinutes.getState().addMatter()}.heading`)

/** Moves a matter one up or down; the focus goes with it, into the same of its fields. */
export function moveMatter(index: number, by: -1 | 1, part: string): void {
  const { text, moveMatter: move } = useMinutes.getState()
  const to = index + by
  if (!text || to < 0 || to >= text.items.length) return
  flushSync(() => move(index, to))
  goToEnd(`minutes.item.${to}.${part}`)
}

const removeMatter = (index: number) => goToFieldAfter(() => {
  useMinutes.getState().removeMatter(index)
  return 'minutes.addItem'
})

/** Sentences that read like somebody's speech: a reminder beside the text they stand in. */
function SpeechNotes({ field, quoted }: { field: string; quoted: readonly QuotedSpeech[] }) {
  const here = quoted.filter((speech) => speech.field === field)
  if (here.length === 0) return null
  return <div className="speech-notes" role="status">{here.map(({ sentence, name }, n) => <p key={n}>像是{name}的个人发言：“{sentence}”<span className="mut">　纪要不写个人发言，请核对。</span></p>)}</div>
}

function Matter({ matter: { heading, text }, index, count, quoted }: { matter: MinutesMatter; index: number; count: number; quoted: readonly QuotedSpeech[] }) {
  const { editMatter } = useMinutes.getState()
  const name = `事项${chineseNumeral(index + 1)}`
  const at = `minutes.item.${index}`
  return (
    <section className="matter" aria-label={name} data-matter={index}>
      <div className="agenda-head">
        <span className="agenda-number">{/^[一二三四五六七八九十]+、/.test(heading) ? '' : `${chineseNumeral(index + 1)}、`}</span>
        <WrappingLine className="agenda-title" label={`${name}的标题`} value={heading} field={`${at}.heading`} maxLength={400} placeholder="事项的标题" onChange={(value) => editMatter(index, { heading: value })} />
        <span className="matter-tools">
          <button className="btn quiet small" type="button" disabled={index === 0} aria-label={`上移${name}`} onClick={() => moveMatter(index, -1, 'heading')}>上移</button>
          <button className="btn quiet small" type="button" disabled={index === count - 1} aria-label={`下移${name}`} onClick={() => moveMatter(index, 1, 'heading')}>下移</button>
          <button className="btn quiet small" type="button" aria-label={`删除${name}`} onClick={() => removeMatter(index)}>删除</button>
        </span>
      </div>
      <TextBlock label={`${name}的正文`} value={text} field={`${at}.text`} maxLength={300_000} placeholder="会议决定：…；一行是一段" onChange={(value) => editMatter(index, { text: value })} />
      <SpeechNotes field={`${at}.text`} quoted={quoted} />
    </section>
  )
}

interface LineRowsProps { part: 'people' | 'facts'; name: string; hint: string; lines: readonly MinutesLine[]; most: number; placeholder: string }

/** Named lines, each of which may be renamed, written anew or taken out. */
function LineRows({ part, name, hint, lines, most, placeholder }: LineRowsProps) {
  const change = (index: number, to: Partial<MinutesLine>) => edit({ [part]: lines.map((line, at) => (at === index ? { ...line, ...to } : line)) })
  const add = () => goToFieldAfter(() => {
    edit({ [part]: [...lines, { label: '', text: '' }] })
    return `minutes.${part}.${lines.length}.label`
  })
  const remove = (index: number) => goToFieldAfter(() => {
    edit({ [part]: lines.filter((_, at) => at !== index) })
    return `minutes.${part}.add`
  })
  return (
    <section aria-label={name}>
      <div className="section-head"><h2>{name}</h2><span className="mut sm">{hint}</span></div>
      <ul className="minutes-lines">
        {lines.map(({ label, text }, index) => (
          <li key={index}>
            <LineInput label={`${name}第${index + 1}行的名称`} value={label} field={`minutes.${part}.${index}.label`} maxLength={40} placeholder={placeholder} onChange={(value) => change(index, { label: value })} />
            <TextBlock label={`${name}第${index + 1}行的内容`} value={text} field={`minutes.${part}.${index}.text`} onChange={(value) => change(index, { text: value })} />
            <button className="btn quiet small remove" type="button" aria-label={`删除${name}第${index + 1}行`} onClick={() => remove(index)}>删除</button>
          </li>
        ))}
      </ul>
      {lines.length < most && <button className="btn quiet small add" type="button" data-field={`minutes.${part}.add`} onClick={add}>＋ 加一行</button>}
    </section>
  )
}

/** The 纪要 as a form in the order of the paper. */
export function MinutesForm({ text, names, final }: { text: MinutesText; names: readonly string[]; final: boolean }) {
  const { title, issueNumber, lead, items, people, facts, sentTo, sender, issuedOn } = text
  const quoted = useMemo(() => (final ? [] : quotedSpeeches({ lead, items }, names)), [final, lead, items, names])
  return (
    <fieldset className="sheet minutes-sheet" disabled={final} aria-label="纪要">
      <div>
        <WrappingLine className="title-input" label="纪要的标题" value={title} field="minutes.title" maxLength={300} placeholder="纪要的标题" onChange={(value) => edit({ title: value })} />
        <LineInput className="issue-input" label="期号" value={issueNumber} field="minutes.issueNumber" maxLength={40} placeholder="期号，例如 第9期；没有可以不填" onChange={(value) => edit({ issueNumber: value })} />
      </div>
      <section aria-labelledby="minutes-lead">
        <div className="section-head"><h2 id="minutes-lead">导语</h2><span className="mut sm">时间、地点、主持人、到会人数</span></div>
        <TextBlock label="导语" value={lead} field="minutes.lead" onChange={(value) => edit({ lead: value })} />
        <SpeechNotes field="minutes.lead" quoted={quoted} />
      </section>
      {items.map((matter, index) => <Matter key={index} matter={matter} index={index} count={items.length} quoted={quoted} />)}
      {items.length < 90 && <button className="btn add-agenda" type="button" data-field="minutes.addItem" onClick={addMatter}>＋ 添加事项 <kbd>Alt N</kbd></button>}
      <LineRows part="people" name="名单" hint="出席、请假、列席" lines={people} most={20} placeholder="出席" />
      <section className="minutes-end" aria-label="落款">
        <div><label className="label" htmlFor="minutes-sentTo">分送</label><WrappingLine id="minutes-sentTo" value={sentTo} field="minutes.sentTo" maxLength={1000} placeholder="送到哪里；不印发可以不填" onChange={(value) => edit({ sentTo: value })} /></div>
        <div><label className="label" htmlFor="minutes-sender">署名</label><LineInput id="minutes-sender" value={sender} field="minutes.sender" maxLength={400} onChange={(value) => edit({ sender: value })} /></div>
        <div className="minutes-date"><label className="label" htmlFor="minutes-issuedOn">成文日期</label>
          <span className="row"><DateInput id="minutes-issuedOn" value={issuedOn ?? ''} field="minutes.issuedOn" onChange={(value) => edit({ issuedOn: value })} />
            {issuedOn === null ? <span className="mut sm">没有填，文书里留横线</span> : <button className="btn quiet small remove" type="button" onClick={() => edit({ issuedOn: null })}>不填，留横线</button>}</span></div>
      </section>
      <LineRows part="facts" name="要素" hint="表格式的表头；公文式里时间、地点等由导语说明，不重复印" lines={facts} most={60} placeholder="名称" />
    </fieldset>
  )
}
