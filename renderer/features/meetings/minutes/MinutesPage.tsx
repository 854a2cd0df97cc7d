import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { chineseDateWithWeekday } from '../../../../shared/domain/dates.ts'
import { DocumentPreset, presetNames } from '../../../../shared/domain/documents.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { minutesStateNames, type MinutesFile, type MinutesText } from '../../../../shared/domain/minutes.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, type ApiError } from '../../../lib/callApi.ts'
import { leave, useRoute } from '../../session/index.ts'
import type { Draft } from '../draft.ts'
import { ExportDialog } from '../ExportDialog.tsx'
import { ExportedNotice, type Exported } from '../ExportedNotice.tsx'
import { fieldOf, goToEnd, goToNextField, restorePlace } from '../fields.ts'
import { CorrectDialog, HistoryDialog } from '../HistoryDialog.tsx'
import { PagesState, PaperPages, usePaperPages } from '../PaperPages.tsx'
import type { PaperWanted } from '../PaperChoice.tsx'
import { usePlaceKeeper } from '../usePlaceKeeper.ts'
import { DraftAnewDialog, FinalizeMinutesDialog } from './MinutesDialogs.tsx'
import { addMatter, MinutesForm, moveMatter } from './MinutesForm.tsx'
import { useMinutes } from './minutesStore.ts'
import './minutes.css'

interface MinutesPageProps { meetingId: string; draft: Draft; onBack(): void; onFinalizeRecord(): void }

/** The 纪要 of a meeting: its text on the left, the very paper on the right. */
export function MinutesPage(props: MinutesPageProps) {
  const { meetingId, onBack } = props
  const { text, facts, failure, open, close } = useMinutes()
  useEffect(() => {
    void open(meetingId)
    return close
  }, [open, close, meetingId])
  if (failure) {
    return (
      <div className="page"><h1>纪要打不开</h1><ErrorNotice sentence={failure.sentence} onAct={() => void open(meetingId)} />
        <div><button className="btn" type="button" onClick={onBack}>回到记录</button></div></div>
    )
  }
  if (!text || !facts) return <div className="page"><p className="mut" role="status">正在读取纪要…</p></div>
  return <OpenMinutes {...props} text={text} facts={facts} />
}

type Dialog = 'finalize' | 'anew' | 'history' | 'correct' | 'export' | null

function OpenMinutes({ meetingId, draft, text, facts, onBack, onFinalizeRecord }: MinutesPageProps & { text: MinutesText; facts: Omit<MinutesFile, 'minutes'> }) {
  const { saveFailure, removed, open, flush, undo, correct } = useMinutes()
  const { state, versions, recordChanges, names } = facts
  const [dialog, setDialog] = useState<Dialog>(null)
  const [preview, setPreview] = useState(true)
  const [wanted, setWanted] = useState<PaperWanted>({ document: 'minutes', preset: 'official' })
  const [exported, setExported] = useState<Exported | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [folded, setFolded] = useState('')
  const desk = useRef<HTMLDivElement>(null)
  const final = state === 'final'
  const told = recordChanges.join('\n')
  usePlaceKeeper(desk, meetingId, true)

  // To where the application ended, once; else to the number, which the record cannot know.
  const placed = useRef(false)
  useEffect(() => {
    if (placed.current || !desk.current) return
    placed.current = true
    const { lastPlace } = useRoute.getState()
    if (lastPlace) restorePlace(desk.current, lastPlace)
    else if (final) desk.current.focus()
    else goToEnd('minutes.issueNumber')
  }, [final])

  const goBack = useCallback(() => void leave(onBack), [onBack])
  const takeBack = (way: 'back' | 'forth') => {
    let field: string | null = null
    flushSync(() => { field = undo(way) })
    if (field !== null) goToEnd(field)
  }
  const startExport = async () => {
    setError(null)
    if (await flush()) setDialog('export')
  }

  const onKeys = (event: globalThis.KeyboardEvent) => {
    if (event.isComposing || dialog !== null) return
    const target = event.target instanceof HTMLElement ? event.target : null
    const matter = target?.closest<HTMLElement>('[data-matter]')?.dataset['matter']
    const key = event.key.toLowerCase()
    const root = desk.current
    const act = event.key === 'F6' ? () => setPreview(!preview)
      : event.ctrlKey && !event.altKey && (key === 'z' || key === 'y') ? () => takeBack(key === 'z' && !event.shiftKey ? 'back' : 'forth')
      : event.ctrlKey && key === 's' ? () => void flush()
      : event.altKey && key === 'n' && !final ? addMatter
      : event.altKey && matter !== undefined && (event.key === 'ArrowUp' || event.key === 'ArrowDown') ? () => moveMatter(Number(matter), event.key === 'ArrowUp' ? -1 : 1, fieldOf(target)?.endsWith('.text') ? 'text' : 'heading')
      : event.key === 'Enter' && !event.ctrlKey && target?.matches('.sheet input, [data-one-line]') && root ? () => goToNextField(target, root)
      : event.key === 'Escape' ? goBack : null
    if (!act) return
    event.preventDefault()
    act()
  }

  // F6, Alt+N and Esc work wherever the focus is on this screen, also on nothing, as after a dialog.
  const onKeysRef = useRef(onKeys)
  useEffect(() => { onKeysRef.current = onKeys })
  useEffect(() => {
    const onWindowKey = (event: globalThis.KeyboardEvent) => {
      if (document.activeElement === document.body || document.activeElement === null) onKeysRef.current(event)
    }
    window.addEventListener('keydown', onWindowKey)
    return () => window.removeEventListener('keydown', onWindowKey)
  }, [])

  return (
    <div role="group" aria-label="会议纪要" className={`minutes ${preview ? 'with-pages' : ''}`} onKeyDown={({ nativeEvent }) => onKeys(nativeEvent)}>
      <div className="editor-bar">
        <div className="crumbs"><button className="btn link" type="button" onClick={goBack}>{kindFacts[draft.kind].short}记录</button><span className="mut"> / </span><h1>纪要</h1><span className="mut num">{chineseDateWithWeekday(draft.heldOn)}</span>
          <span className={`tag ${final ? 'green' : ''}`}>{minutesStateNames[state]}{final && versions > 1 ? ` 第${versions}版` : ''}</span>
          {state === 'none' && <span className="mut sm">还没有改过，记录变它也变</span>}</div>
        <div className="row">
          {versions > 0 && <button className="btn quiet" type="button" onClick={() => setDialog('history')}>定稿的历史</button>}
          {state === 'draft' && <button className="btn quiet" type="button" onClick={() => setDialog('anew')}>按记录重新起草</button>}
          <button className="btn" type="button" aria-pressed={preview} onClick={() => setPreview(!preview)}>预览 <kbd>F6</kbd></button>
          <button className={`btn ${final ? 'primary' : ''}`} type="button" onClick={() => void startExport()}>导出会议纪要</button>
          {final ? <button className="btn" type="button" onClick={() => setDialog('correct')}>更正</button> : <button className="btn primary" type="button" onClick={() => setDialog('finalize')}>定稿</button>}
        </div>
      </div>
      <div className="desk" ref={desk} role="region" aria-label="纪要的正文" tabIndex={final ? 0 : -1}>
        <div className="bars">
          {saveFailure?.code === 'CONFLICT' && <ErrorNotice sentence={saveFailure.sentence} onAct={() => void open(meetingId)} />}
          {error && <ErrorNotice sentence={error.sentence} />}
          {exported && <ExportedNotice exported={exported} onError={(thrown) => setError(asApiError(thrown))} onFold={() => { setExported(null); setError(null) }} />}
          {removed !== null && <div className="notice warn" role="status"><span>已删除事项“{removed || '未写标题'}”</span><button className="btn" type="button" onClick={() => takeBack('back')}>放回原处</button></div>}
          {recordChanges.length > 0 && folded !== told && (
            <div className="notice warn" role="status"><div><b>记录在纪要之后改过</b><ul className="record-changes">{recordChanges.slice(0, 3).map((change, index) => <li key={index}>{change}</li>)}</ul>{recordChanges.length > 3 && <span className="mut sm">等{recordChanges.length}处</span>}</div>
              <span className="row">{final ? <button className="btn" type="button" onClick={() => setDialog('correct')}>更正纪要</button> : <button className="btn" type="button" onClick={() => setDialog('anew')}>重新起草</button>}<button className="btn quiet" type="button" onClick={goBack}>去看记录</button><button className="btn quiet" type="button" onClick={() => setFolded(told)}>收起</button></span></div>
          )}
        </div>
        <MinutesForm text={text} names={names} final={final} />
      </div>
      {preview && <Pages meetingId={meetingId} wanted={wanted} text={text} onWanted={setWanted} />}
      {dialog === 'finalize' && <FinalizeMinutesDialog text={text} facts={facts} onClose={() => setDialog(null)} onFinalizeRecord={() => void leave(onFinalizeRecord)} />}
      {dialog === 'anew' && <DraftAnewDialog text={text} facts={facts} onClose={() => setDialog(null)} />}
      {dialog === 'history' && <HistoryDialog meetingId={meetingId} of="minutes" onClose={() => setDialog(null)} />}
      {dialog === 'correct' && <CorrectDialog example="期号写错了" correct={correct} onClose={() => setDialog(null)} />}
      {dialog === 'export' && <ExportDialog kind={draft.kind} meetingId={meetingId} wanted={wanted} gaps={0} onWanted={setWanted} onClose={() => setDialog(null)} onDone={(done) => { setDialog(null); setExported(done) }} />}
    </div>
  )
}

function Pages({ meetingId, wanted, text, onWanted }: { meetingId: string; wanted: PaperWanted; text: MinutesText; onWanted(wanted: PaperWanted): void }) {
  const flush = useMinutes((state) => state.flush)
  const drawn = usePaperPages(meetingId, { ...wanted, document: 'minutes' }, text, flush)
  return (
    <aside className="preview" aria-label="预览">
      <div className="preview-head">
        <div className="paper-choice"><label><span className="label">版式</span>
          <select className="input" value={wanted.preset} onChange={(event) => onWanted({ ...wanted, preset: DocumentPreset.parse(event.target.value) })}>{DocumentPreset.options.map((name) => <option key={name} value={name}>{presetNames[name]}</option>)}</select></label></div>
        <PagesState drawn={drawn} />
      </div>
      <PaperPages drawn={drawn} />
    </aside>
  )
}
