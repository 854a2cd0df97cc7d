import { useEffect, useState } from 'react'
import { chineseMonthDay } from '../../../shared/domain/dates.ts'
import type { StepEntryDraft } from '../../../shared/domain/development.ts'
import { daysInWords, helpersOf, resultsOf } from '../../../shared/domain/developmentWords.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { namesIn } from '../../../shared/domain/meeting.ts'
import { judgeVote, voteFault, type VoteCount } from '../../../shared/domain/vote.ts'
import { citeStep, deciderNames, materialInWords, stepOf, versionOn } from '../../../shared/rules/developmentSteps.ts'
import { CountInput } from '../../components/CountInput.tsx'
import { isPublicity, papersOf } from '../../../shared/domain/developmentPapers.ts'
import { callApi } from '../../lib/callApi.ts'
import { loadPinyin } from '../../lib/pinyin.ts'
import { useAct } from '../../lib/useAct.ts'
import { PaperButtons } from '../developmentPapers/index.ts'
import { BlockField, ChoiceField, DayField, Field, FormFault, LineField, PersonField, useTyped } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { act, usePath, type Editing, type Path, type StepText } from './developmentStore.ts'

const known = ['on', 'until', 'people', 'hours', 'days', 'result', 'extendedMonths', 'votes', 'documentNo', 'note']
const numberIn = (text: string): number | null => {
  const typed = text.normalize('NFKC').trim()
  return /^\d{1,4}(\.\d)?$/.test(typed) ? Number(typed) : null
}
const dayNames: Partial<Record<StepEntryDraft['step'], [string, string]>> = { prospectPublicity: ['公示第一天', '公示最后一天'], fullPublicity: ['公示第一天', '公示最后一天'], prospectTraining: ['培训第一天', '培训最后一天'], application: ['递交日期', ''], admissionVote: ['大会日期', ''], fullVote: ['大会日期', ''] }
const noVotes: VoteCount = { scene: 'admission', expected: 0, present: 0, yes: 0, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0 }
const counts: readonly [keyof Omit<VoteCount, 'scene'>, string][] = [['expected', '应到'], ['present', '实到'], ['yes', '赞成'], ['no', '不赞成'], ['abstain', '弃权'], ['writtenYes', '书面赞成'], ['writtenNo', '书面不赞成']]

/** A draft as the fields of the form show it. */
const textOf = (draft: StepEntryDraft): StepText => ({ draft, names: draft.people.map(({ name }) => name).join('、'), hours: draft.hours === null ? '' : String(draft.hours), days: draft.days === null ? '' : String(draft.days) })

/** A step as it is entered or corrected: only what this step has. */
export function StepForm({ path, editing }: { path: Path; editing: Editing }) {
  const edit = usePath((state) => state.edit)
  const { step, entry, source } = editing
  const { name, fields, decider, materials } = stepOf(step)
  const whose = `${path.personId} ${step} ${entry?.id ?? ''}`
  const key = `${whose} ${source}`
  const [begun] = useState(() => textOf(editing.draft))
  const { draft, names, hours, days } = usePath((state) => state.typed.get(key)) ?? begun
  const type = usePath((state) => state.type)
  const forget = usePath((state) => state.forget)
  const acting = useAct()
  const write = (change: Partial<StepText>) => type(key, { draft, names, hours, days, ...change })
  const put = (change: Partial<StepEntryDraft>) => write({ draft: { ...draft, ...change } })
  const isTyped = draft !== begun.draft || names !== begun.names || hours !== begun.hours || days !== begun.days
  useTyped(isTyped)
  useEffect(() => { void loadPinyin() }, [])
  useEffect(() => { document.querySelector<HTMLElement>(`.development-form [data-field="${CSS.escape(editing.field)}"]`)?.focus() }, [editing.field])
  const has = (field: (typeof fields)[number]): boolean => fields.includes(field)
  const people = namesIn(names).map((each) => draft.people.find((person) => person.name === each) ?? { personId: null, name: each })
  const wholeDraft = { ...draft, people, hours: numberIn(hours), days: numberIn(days) }
  const save = () => acting.run(async () => {
    await act(() => callApi('development.saveStep', { personId: path.personId, revision: path.revision, ...(entry === null ? {} : { id: entry.id }), entry: wholeDraft }))
    forget(whose)
    edit(null)
  })
  const remove = () => acting.run(async () => {
    if (entry === null) return
    await act(() => callApi('development.removeStep', { personId: path.personId, id: entry.id, revision: path.revision }))
    forget(whose)
    edit(null)
  })
  const isUnread = (text: string) => text.trim() !== '' && numberIn(text) === null
  const { rule, toVerify } = citeStep(step, versionOn(draft.on))
  const [dayName, untilName] = dayNames[step] ?? ['日期', '最后一天']
  const results = resultsOf(step)
  const papers = papersOf(stepOf(step))
  const resultNames = Object.fromEntries([['', '没有登记'], ...results.map(({ result, name: words }) => [result, words])]) as Record<string, string>
  return (
    <aside className="development-side" aria-label={name}>
      <form className="card development-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <div className="row between panel-head"><h2>{name}</h2><button className="btn quiet small" type="button" onClick={() => edit(null)}>关闭</button></div>
        {source !== '' && <p className="notice warn sm">{source}。核对后保存。</p>}
        <p className="mut sm">{deciderNames[decider]}决定　{rule}{toVerify && <span className="tag amber">待核</span>}</p>
        <div className="form-entries">
          <DayField label={dayName} field="on" value={draft.on} acting={acting} onChange={(on) => { if (on !== null) put({ on }) }} />
          {has('until') && <DayField label={untilName} field="until" value={draft.until} acting={acting} onChange={(until) => put({ until })} />}
          {has('people') && <div className="wide"><PersonField label={helpersOf(step).label} note={helpersOf(step).note} field="people" several maxLength={200} value={names} people={path.people} acting={acting} onChange={(text) => write({ names: text })} /></div>}
          {has('days') && <LineField label="天数" field="days" value={days} maxLength={5} acting={acting} onChange={(text) => write({ days: text })} />}
          {has('hours') && <LineField label="学时" field="hours" value={hours} maxLength={6} acting={acting} onChange={(text) => write({ hours: text })} />}
          {has('result') && <ChoiceField label="结果" value={draft.result ?? ''} options={['', ...results.map(({ result }) => result)]} names={resultNames} onChange={(result) => put({ result: results.find((each) => each.result === result)?.result ?? null })} />}
          {draft.result === 'extended' && <LineField label="延长几个月" note="6至12个月，只能一次" field="extendedMonths" value={draft.extendedMonths === null ? '' : String(draft.extendedMonths)} maxLength={2} acting={acting} onChange={(text) => { const months = numberIn(text); put({ extendedMonths: months === null || months < 1 || months > 24 ? null : Math.floor(months) }) }} />}
          {has('documentNo') && <LineField label="文号" field="documentNo" wide={!has('result')} value={draft.documentNo} maxLength={100} acting={acting} placeholder="例如：县局党委〔2026〕21号" onChange={(documentNo) => put({ documentNo })} />}
        </div>
        {(isUnread(days) || isUnread(hours)) && <p className="amber-text">天数和学时写数字，例如3、24。</p>}
        {has('votes') && <Votes votes={draft.votes} wrong={acting.at('votes')} onChange={(votes) => put({ votes })} />}
        {(has('meeting') || draft.meetingId !== null) && <Meeting path={path} draft={draft} onDrop={() => put({ meetingId: null })} wrong={acting.at('meetingId')} />}
        <div className="form-entries"><BlockField label="备注" field="note" value={draft.note} maxLength={2000} acting={acting} onChange={(note) => put({ note })} /></div>
        {materials.length > 0 && <p className="mut sm">留存：{materials.map(materialInWords).join('、')}</p>}
        {papers.length > 0 && <div className="row wrap"><PaperButtons papers={papers} personId={path.personId} name={path.name} {...(papers.some(isPublicity) && (isTyped || entry !== null) && { days: { on: draft.on, until: draft.until } })} onShown={({ on, until }) => { if (isTyped && draft.until === null && draft.on === on) put({ until }) }} /></div>}
        <FormFault acting={acting} known={known} />
        <div className="row form-foot">{entry !== null && path.closing === null && <button className="btn quiet" type="button" disabled={acting.busy} onClick={() => void remove()}>删除这一条</button>}
          {path.closing === null && <button className="btn primary" type="submit" disabled={acting.busy || isUnread(days) || isUnread(hours)}>{acting.busy ? '正在保存…' : entry === null ? '登记这一步' : '保存修改'}</button>}</div>
      </form>
    </aside>
  )
}

/** The count of a ballot with what follows from it. */
function Votes({ votes, wrong, onChange }: { votes: VoteCount | null; wrong: string | undefined; onChange(votes: VoteCount | null): void }) {
  const held = votes ?? noVotes
  const fault = votes === null ? null : voteFault(votes)
  return (
    <fieldset className="development-votes"><legend className="label">表决（无记名投票）</legend>
      <div className="development-counts">{counts.map(([code, label]) => <Field key={code} label={label}>{() => <CountInput label={label} value={held[code]} field={code === 'expected' ? 'votes' : `votes.${code}`} onChange={(value) => onChange({ ...held, [code]: value })} />}</Field>)}</div>
      {votes !== null && <p className={`sm ${fault === null ? 'mut' : 'error-text'}`}>{fault ?? judgeVote(votes).explanation}{fault === null && <button className="btn link sm" type="button" onClick={() => onChange(null)}>不登记票数</button>}</p>}
      {wrong !== undefined && fault === null && <p className="error-text" role="alert">{wrong}</p>}
    </fieldset>
  )
}

/** The record behind the step. */
function Meeting({ path, draft, wrong, onDrop }: { path: Path; draft: StepEntryDraft; wrong: string | undefined; onDrop(): void }) {
  const { meetingId } = draft
  if (meetingId === null) return <p className="mut sm">没有关联会议记录。“会议里的结果”里有的，点“采用”就会关联。</p>
  const meeting = path.meetings.find(({ id }) => id === meetingId)
  const offer = path.records.find((each) => each.meetingId === meetingId)
  const words = meeting ? `${chineseMonthDay(meeting.heldOn)}${kindFacts[meeting.kind].short}` : offer ? `${daysInWords(offer.heldOn, null)}的会议` : '会议记录'
  return (
    <div><p className="row wrap"><span className="label">记录</span><button className="btn link" type="button" onClick={() => void leave(() => useRoute.getState().go({ screen: 'meeting', meetingId, newKind: null }))}>{words}</button><button className="btn quiet small" type="button" onClick={onDrop}>不关联</button></p>
      {wrong !== undefined && <p className="error-text" role="alert">{wrong}</p>}</div>
  )
}
