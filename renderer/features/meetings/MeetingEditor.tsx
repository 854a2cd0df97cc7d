import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { chineseDate, chineseDateWithWeekday } from '../../../shared/domain/dates.ts'
import { isThere, openingSentence, recordGaps } from '../../../shared/domain/meeting.ts'
import { isOpenForWriting, kindFacts, meetingStateNames, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { postNames, statusNames, type RosterEntry } from '../../../shared/domain/person.ts'
import { presenceOf } from '../../../shared/domain/quorum.ts'
import { attendeesOf } from '../../../shared/domain/roster.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import type { KnownPerson } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { useMedia } from '../../lib/useMedia.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { loadPinyin } from '../../lib/pinyin.ts'
import { leave, useRoute, type Begin } from '../session/index.ts'
import { addSpeech, AgendaCard } from './AgendaCard.tsx'
import { ArchiveButton } from './ArchiveButton.tsx'
import { AttachmentsSection } from './AttachmentsSection.tsx'
import { AttendanceSection } from './AttendanceSection.tsx'
import { BasicSection } from './BasicSection.tsx'
import { everybodyOf, type Draft } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { ElementsSection } from './ElementsSection.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { ExportedNotice, type Exported } from './ExportedNotice.tsx'
import { fieldOf, goToEnd, goToNextField, restorePlace } from './fields.ts'
import { FinalizeDialog } from './FinalizeDialog.tsx'
import { GuestsSection } from './GuestsSection.tsx'
import { CorrectDialog, HistoryDialog } from './HistoryDialog.tsx'
import { LiveMode } from './LiveMode.tsx'
import { useMeetings } from './meetingsStore.ts'
import { MinutesPage } from './minutes/MinutesPage.tsx'
import { Notes } from './Notes.tsx'
import { Offers } from './Offers.tsx'
import { addAgendaItem, moveAgendaItem, Outline } from './Outline.tsx'
import { usePaperWanted } from './PaperChoice.tsx'
import { Preview } from './Preview.tsx'
import { RemoveUnsavedDialog } from './RemoveUnsavedDialog.tsx'
import { usePlaceKeeper } from './usePlaceKeeper.ts'
import { useWantedField } from './useWantedField.ts'
import './editor.css'

const knownPerson = ({ name, posts, status, group }: RosterEntry): KnownPerson => ({ name, note: posts.map((post) => postNames[post]).join('、') || `${statusNames[status]}${group === null ? '' : ` ${group}`}` })

const openStates = ['planned', 'notified', 'draft'] as const

/** The screen on which a meeting or an activity is written down. */
export function MeetingEditor({ meetingId, newKind, begin }: { meetingId: string; newKind: MeetingKind | null; begin?: Begin | undefined }) {
  const { draft, roster, failure, open, close } = useEditor()
  const go = useRoute((state) => state.go)
  // Where the application ended in the 纪要, it goes on there.
  const [shown, setShown] = useState<Shown>(() => (useRoute.getState().lastPlace?.field?.startsWith('minutes.') ? { part: 'minutes' } : { part: 'record' }))
  useEffect(() => {
    void open(meetingId, newKind, begin)
    void loadPinyin()
    return close
  }, [open, close, meetingId, newKind, begin])

  const wanted = useRoute((state) => state.wanted?.meetingId === meetingId)
  // What was found stands in the record, not in its 纪要.
  if (wanted && shown.part !== 'record') setShown({ part: 'record' })

  if (failure) {
    return (
      <div className="page">
        <h1>会议记录打不开</h1>
        <ErrorNotice sentence={failure.sentence} onAct={() => { if (failure.code === 'NOT_FOUND') go({ screen: 'meetings' }); else void open(meetingId, newKind, begin) }} />
        <div><button className="btn" type="button" onClick={() => go({ screen: 'meetings' })}>回到会议列表</button></div>
      </div>
    )
  }
  if (!draft) return <div className="page"><p className="mut" role="status">正在读取会议记录…</p></div>
  if (shown.part === 'minutes') {
    const back = (to: Shown) => {
      useRoute.setState({ lastPlace: null })
      setShown(to)
    }
    return <MinutesPage meetingId={meetingId} draft={draft} onBack={() => back({ part: 'record', from: 'minutes' })} onFinalizeRecord={() => back({ part: 'record', from: 'minutes', dialog: 'finalize' })} />
  }
  return <OpenEditor key={meetingId} meetingId={meetingId} draft={draft} roster={roster} shown={shown} onMinutes={() => setShown({ part: 'minutes' })} />
}

/** What of a meeting is on the screen; `from`: it was come back to. */
type Shown = { part: 'minutes' } | { part: 'record'; from?: 'minutes'; dialog?: 'finalize' }

interface OpenEditorProps { meetingId: string; draft: Draft; roster: RosterEntry[] | null; shown: Extract<Shown, { part: 'record' }>; onMinutes(): void }

function OpenEditor({ meetingId, draft, roster, shown, onMinutes }: OpenEditorProps) {
  const { saveFailure, removed, revision, state, version, supplementedOn, heads, edit, takeHeads, putBack, forgetRemoved, flush, open, adopt } = useEditor()
  const { go, lastPlace } = useRoute()
  const [current, setCurrent] = useState<string | null>('basics')
  const [wanted, setWanted] = usePaperWanted(draft.kind)
  const [preview, setPreview] = useState(false)
  const [exporting, setExporting] = useState(false)
  const [exported, setExported] = useState<Exported | null>(null)
  const [fileError, setFileError] = useState<ApiError | null>(null)
  const narrow = useMedia('(max-width: 1100px)')
  // Null: nobody has said so. At 150 % there is room for the record or for the notes.
  const [chosen, setFolded] = useState<boolean | null>(null)
  const folded = chosen ?? narrow
  const [menu, setMenu] = useState(false)
  const [dialog, setDialog] = useState<'finalize' | 'history' | 'correct' | 'live' | 'unsaved' | null>(shown.dialog ?? null)
  const [removing, setRemoving] = useState(false)
  const desk = useRef<HTMLDivElement>(null)
  const beforePreview = useRef<Element | null>(null)

  const people = useMemo(() => (roster ?? []).map(knownPerson), [roster])
  const groups = useMemo(() => [...new Set((roster ?? []).map((entry) => entry.group).filter((group) => group !== null))], [roster])
  const { kind, attendance, group } = draft
  const { expects, decides, full } = kindFacts[kind]
  const writable = isOpenForWriting(state)
  const attendees = useMemo(() => attendeesOf(kind, roster ?? [], { attendance, group }), [kind, roster, attendance, group])
  const rows = useMemo(() => (expects === 'open' ? everybodyOf(kind, roster ?? [], attendance) : attendees), [expects, kind, roster, attendance, attendees])
  const presence = useMemo(() => presenceOf(kind, attendees), [kind, attendees])
  const speakers = useMemo(() => [...attendees.filter((a) => a.state === null || isThere(a.state)).map(({ name, post }) => ({ name, note: post })), ...draft.guests.map(({ name, note }) => ({ name, note }))].filter(({ name }) => name !== ''), [attendees, draft.guests])
  const attending = useMemo(() => attendees.filter((a) => a.state === null || isThere(a.state)).map(({ name }) => name), [attendees])
  const gaps = useMemo(() => recordGaps(draft, attendees), [draft, attendees])
  usePlaceKeeper(desk, meetingId, revision > 0)

  // The place of the last time is gone to once, when the fields stand; a new record begins at its time.
  const placed = useRef(false)
  useEffect(() => {
    if (placed.current || !roster || !desk.current) return
    placed.current = true
    if (lastPlace) restorePlace(desk.current, lastPlace)
    else if (revision === 0) desk.current.querySelector<HTMLElement>('[data-field=startsAt]')?.focus()
  }, [roster, lastPlace, revision])

  useWantedField(meetingId, roster !== null)

  const closePreview = useCallback(() => {
    setPreview(false)
    if (beforePreview.current instanceof HTMLElement) beforePreview.current.focus()
  }, [])
  const togglePreview = useCallback(() => {
    if (preview) return closePreview()
    beforePreview.current = document.activeElement
    setPreview(true)
  }, [preview, closePreview])

  /** `anyway`: also where what was typed last is not stored. */
  const remove = async (anyway = false) => {
    if (removing) return
    setMenu(false)
    setRemoving(true)
    try {
      if (!anyway && !(await flush())) return setDialog('unsaved')
      // Not the revision of this drawing: the first save may have been the one just now.
      const isStored = useEditor.getState().revision > 0
      if (isStored) await callApi('meetings.remove', { id: meetingId })
      useMeetings.setState({ removed: isStored ? { id: meetingId, title: draft.title } : null })
      go({ screen: 'meetings' })
    } catch (thrown) {
      setDialog(null)
      setFileError(asApiError(thrown))
    } finally {
      setRemoving(false)
    }
  }
  const changeState = async (next: 'planned' | 'notified' | 'draft') => {
    try {
      if (await flush()) adopt(await callApi('meetings.setState', { id: meetingId, state: next }))
    } catch (thrown) {
      setFileError(asApiError(thrown))
    }
  }

  const onKeys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    const target = event.target instanceof HTMLElement ? event.target : null
    const item = target?.closest<HTMLElement>('[data-agenda]')?.dataset['agenda'] ?? null
    const press = (act: () => void) => {
      event.preventDefault()
      act()
    }
    if (event.key === 'F6') press(togglePreview)
    else if (event.ctrlKey && !event.altKey && /^[zy]$/i.test(event.key)) press(() => takeBack(event.key.toLowerCase() === 'z' && !event.shiftKey ? 'back' : 'forth'))
    else if (event.ctrlKey && event.key.toLowerCase() === 's') press(() => void flush())
    else if (event.altKey && event.key.toLowerCase() === 'n') press(() => addAgendaItem(item))
    else if (event.altKey && item !== null && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) press(() => moveAgendaItem(item, event.key === 'ArrowUp' ? -1 : 1))
    else if (event.ctrlKey && event.key === 'Enter') press(() => addNext(target, item))
    else if (event.key === 'Enter' && target instanceof HTMLInputElement && target.closest('.sheet') && desk.current) {
      const root = desk.current
      press(() => goToNextField(target, root))
    } else if (event.key === 'Escape' && menu) press(() => setMenu(false))
  }

  useEffect(() => {
    // F6 and Alt+N work wherever the focus is on this screen, also on nothing.
    const onWindowKey = (event: globalThis.KeyboardEvent) => {
      if (event.isComposing || (document.activeElement !== document.body && document.activeElement !== null)) return
      if (event.key === 'F6') { event.preventDefault(); togglePreview() }
      if (event.altKey && event.key.toLowerCase() === 'n') { event.preventDefault(); addAgendaItem(null) }
    }
    window.addEventListener('keydown', onWindowKey)
    return () => window.removeEventListener('keydown', onWindowKey)
  }, [togglePreview])

  return (
    <div role="group" aria-label="会议记录" className={`editor ${preview ? 'with-preview' : ''} ${folded ? 'folded' : ''}`} onKeyDown={onKeys} onFocus={(event) => setCurrent(event.target.closest('section[id]')?.id.replace('section-', '') ?? current)}>
      <div className="editor-bar">
        <div className="crumbs"><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'meetings' }))}>会议</button><span className="mut"> / </span><h1>{full}</h1><span className="mut num">{chineseDateWithWeekday(draft.heldOn)}</span>
          {writable && state !== 'draft'
            ? <select className="input state" aria-label="状态" value={state} onChange={(event) => void changeState(openStates.find((s) => s === event.target.value) ?? 'draft')}>{openStates.map((s) => <option key={s} value={s}>{meetingStateNames[s]}</option>)}</select>
            : <span className={`tag ${writable ? '' : 'green'}`}>{meetingStateNames[state]}{!writable && version > 1 ? ` 第${version}版` : ''}</span>}
          {supplementedOn !== null && <span className="tag amber">补记于{chineseDate(supplementedOn)}</span>}</div>
        <div className="row">
          <div className="menu">
            <button className="btn quiet" type="button" aria-expanded={menu} onClick={() => setMenu(!menu)}>更多</button>
            {menu && <div className="menu-list">{version > 0 && <button className="btn quiet" type="button" onClick={() => { setMenu(false); setDialog('history') }}>定稿的历史</button>}<button className="btn quiet" type="button" onClick={() => void remove()}>删除这次{kindFacts[kind].record}</button></div>}
          </div>
          {folded && !preview && <button className="btn quiet" type="button" onClick={() => setFolded(false)}>展开旁注{gaps.length > 0 ? `（缺${gaps.length}处）` : ''}</button>}
          {writable && expects !== 'talkers' && <button className="btn" type="button" onClick={() => setDialog('live')}>会中模式</button>}
          {expects !== 'talkers' && <button className="btn" type="button" disabled={revision === 0} autoFocus={shown.from === 'minutes' && !shown.dialog} onClick={() => void flush().then((stored) => { if (stored) onMinutes() })}>纪要</button>}
          <button className="btn" type="button" aria-pressed={preview} onClick={togglePreview}>预览 <kbd>F6</kbd></button>
          <button className={`btn ${writable ? '' : 'primary'}`} type="button" onClick={() => { setWanted({ ...wanted, document: 'record' }); setExporting(true) }}>导出会议记录</button>
          {writable ? <button className="btn primary" type="button" disabled={revision === 0} onClick={() => setDialog('finalize')}>定稿</button> : <button className="btn" type="button" onClick={() => setDialog('correct')}>更正</button>}
          {state === 'final' && <ArchiveButton meetingId={meetingId} />}
        </div>
      </div>
      <Outline draft={draft} rows={rows} presence={presence} gaps={gaps} current={current} />
      <div className="desk" ref={desk} role="region" aria-label="记录的正文" {...(writable ? {} : { tabIndex: 0 })}>
        <div className="bars">
          {saveFailure?.code === 'CONFLICT' && <ErrorNotice sentence={saveFailure.sentence} onAct={() => void open(meetingId, null)} />}
          {fileError && <ErrorNotice sentence={fileError.sentence} />}
          {exported && <ExportedNotice exported={exported} onError={(thrown) => setFileError(asApiError(thrown))} onFold={() => { setExported(null); setFileError(null) }} />}
          {removed && (
            <div className="notice warn" role="status"><span>已删除议题“{removed.item.title || '未写标题'}”</span><span className="row"><button className="btn" type="button" onClick={putBack}>放回原处</button><button className="btn quiet" type="button" onClick={forgetRemoved}>收起</button></span></div>
          )}
        </div>
        {/* Not drawn behind 会中模式: there each key must cost as little as the first. */}
        {dialog !== 'live' && <fieldset className="sheet" disabled={!writable} aria-label="记录">
          <BasicSection kind={kind} group={group} title={draft.title} heldOn={draft.heldOn} startsAt={draft.startsAt} endsAt={draft.endsAt} place={draft.place} chair={draft.chair} recorder={draft.recorder} people={people} groups={groups} />
          <ElementsSection kind={kind} at="start" elements={draft.elements} people={people} />
          {expects !== 'talkers' && <AttendanceSection kind={kind} rows={rows} presence={presence} loading={roster === null} />}
          {expects !== 'talkers' && <GuestsSection guests={draft.guests} people={people} />}
          {decides && (
            <section id="section-opening" aria-labelledby="opening-head">
              <div className="section-head"><h2 id="opening-head">开场</h2><span className="mut sm">不填就印下面这句</span></div>
              <TextBlock label="主持人开场" value={draft.opening} field="opening" placeholder={openingSentence(kind, presence)} onChange={(opening) => edit(() => ({ opening }))} />
            </section>
          )}
          {draft.agenda.map((item, index) => <AgendaCard key={item.id} item={item} index={index} kind={kind} presence={presence} heldOn={draft.heldOn} people={people} />)}
          {expects !== 'talkers' && (
            <div className="row">
              <button className="btn add-agenda" type="button" data-field="addAgenda" onClick={() => addAgendaItem(null)}>＋ 添加议题 <kbd>Alt N</kbd></button>
              {heads.length > 0 && draft.agenda.length === 0 && <button className="btn quiet" type="button" onClick={takeHeads}>沿用上次的{heads.length}个议题标题</button>}
            </div>
          )}
          <ElementsSection kind={kind} at="end" elements={draft.elements} people={people} />
        </fieldset>}
        {dialog !== 'live' && <AttachmentsSection meetingId={meetingId} isStored={revision > 0} state={state} />}
      </div>
      {!folded && !preview && <Notes kind={kind} presence={presence} gaps={gaps} onFold={() => setFolded(true)}>{writable && decides && roster !== null && <Offers on={draft.heldOn} names={attending} />}</Notes>}
      {preview && <Preview kind={kind} meetingId={meetingId} wanted={wanted} onWanted={setWanted} onClose={closePreview} onExport={() => setExporting(true)} />}
      {dialog === 'live' && <LiveMode speakers={speakers} people={people} onClose={() => setDialog(null)} />}
      {dialog === 'finalize' && <FinalizeDialog meetingId={meetingId} onClose={() => setDialog(null)} />}
      {dialog === 'unsaved' && <RemoveUnsavedDialog error={saveFailure} busy={removing} onRetry={() => void remove()} onStay={() => setDialog(null)} onRemove={() => void remove(true)} />}
      {dialog === 'history' && <HistoryDialog meetingId={meetingId} of="record" onClose={() => setDialog(null)} />}
      {dialog === 'correct' && <CorrectDialog example="请假人员登记错了" correct={async (reason) => adopt(await callApi('meetings.correct', { id: meetingId, reason }))} onClose={() => setDialog(null)} />}
      {exporting && <ExportDialog kind={kind} meetingId={meetingId} wanted={wanted} gaps={gaps.length} onWanted={setWanted} onClose={() => setExporting(false)} onDone={(done) => { setExporting(false); setFileError(null); setExported(done) }} />}
    </div>
  )
}

/** Ctrl+Z and Ctrl+Y: the record as it was, and to the field that changed. */
function takeBack(way: 'back' | 'forth'): void {
  let field: string | null = null
  flushSync(() => { field = useEditor.getState().undo(way) })
  if (field !== null) goToEnd(field)
}

/** Ctrl+Enter: the next speech where something is said, the next item where it was decided or begun. */
function addNext(target: HTMLElement | null, item: string | null): void {
  if (item === null) return addAgendaItem(null)
  const field = fieldOf(target) ?? ''
  const speech = /\.speech\.(\d+)\./.exec(field)
  if (speech) addSpeech(item, Number(speech[1]))
  else if (/\.(reporter|report|addSpeech)$/.test(field)) addSpeech(item, -1)
  else if (field.endsWith('.discussion')) addSpeech(item, null)
  else addAgendaItem(item)
}
