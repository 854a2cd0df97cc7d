import { Modal } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { type DocumentForm, DocumentName, documentNames, DocumentPreset, formNames } from '../../../../shared/domain/documents.ts'
import type { MeetingRow } from '../../../../shared/domain/meeting.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { useTemplates } from '../../templates/index.ts'
import { isSameFilter, noFilter, type MeetingsFilter } from '../meetingsStore.ts'
import { countOf, exportRows, rowsOf, scopes, volumeName, type ManyDone, type ManyPlace, type ManyWanted, type Scope } from './exportMany.ts'

type Phase = { name: 'choosing' } | { name: 'running'; done: number; total: number } | { name: 'done'; result: ManyDone; place: ManyPlace }

/** The papers of many meetings into one folder or one file: which ones, which papers, then the place; how far it is; and what came of it. */
export function ExportManyDialog({ filter, onClose }: { filter: MeetingsFilter; onClose(): void }) {
  const [phase, setPhase] = useState<Phase>({ name: 'choosing' })
  const [stopping, setStopping] = useState(false)
  const stopped = useRef(false)
  useEffect(() => {
    stopped.current = false
    return () => { stopped.current = true }
  }, [])

  const run = async (scope: Scope, wanted: ManyWanted, into: ManyPlace['into']): Promise<void> => {
    const inFile = into === 'file' ? await rowsOf(scope, filter, today()) : null
    const place = await choosePlace(inFile, wanted)
    if (place === null) return
    const rows = inFile ?? await rowsOf(scope, filter, today())
    const tell = (done: number) => setPhase({ name: 'running', done, total: rows.length })
    tell(0)
    const result = await exportRows(rows, wanted, place, () => stopped.current, tell)
    setPhase({ name: 'done', result, place })
  }
  const [into, setInto] = useState<ManyPlace['into']>('folder')
  const stop = () => {
    stopped.current = true
    setStopping(true)
  }
  const running = phase.name === 'running'
  return (
    <Modal open title="批量导出" maskClosable={false} keyboard={!running} footer={null} width={phase.name === 'done' ? 640 : 480} onCancel={onClose} closable={running ? false : { 'aria-label': '关闭' }}>
      {phase.name === 'choosing' && <Choice filter={filter} into={into} onInto={setInto} onRun={run} />}
      {running && (
        <div className="stack">
          <p className="num" role="status">{into === 'file' ? '已做好' : '已导出'} {phase.done} / {phase.total}</p>
          <progress className="export-progress" aria-label="导出的进度" max={phase.total} value={phase.done} />
          <div className="row between"><span className="mut sm">{stopping ? into === 'file' ? '正在停下，不会写出文件' : '写完手上这几份就停下' : into === 'file' ? '全部做好后才写出，停止就不写' : '写出的文书都留在文件夹里'}</span><button className="btn" type="button" autoFocus disabled={stopping} onClick={stop}>{stopping ? '正在停止…' : '停止'}</button></div>
        </div>
      )}
      {phase.name === 'done' && <Outcome result={phase.result} place={phase.place} onClose={onClose} />}
    </Modal>
  )
}

/** A folder, or for the given meetings a file; null where the officer went back. */
async function choosePlace(inFile: readonly MeetingRow[] | null, { documents, format }: ManyWanted): Promise<ManyPlace | null> {
  if (inFile === null) {
    const { folderToken, folderName } = await callApi('dialogs.chooseFolder', {})
    return folderToken === null ? null : { into: 'folder', token: folderToken, name: folderName }
  }
  const { fileToken, fileName } = await callApi('dialogs.saveDocument', { suggestedName: volumeName(inFile, documents, format), format })
  return fileToken === null ? null : { into: 'file', token: fileToken, name: fileName }
}

interface ChoiceProps { filter: MeetingsFilter; into: ManyPlace['into']; onInto(into: ManyPlace['into']): void; onRun(scope: Scope, wanted: ManyWanted, into: ManyPlace['into']): Promise<void> }

/** Which meetings, which papers, in which form and kind of file, in how many files. */
function Choice({ filter, into, onInto, onRun }: ChoiceProps) {
  const [scope, setScope] = useState<Scope>('filter')
  const [counts, setCounts] = useState<Record<Scope, number> | null>(null)
  const [documents, setDocuments] = useState<readonly DocumentName[]>(['record'])
  const [preset, setPreset] = useState<DocumentForm | null>(null)
  const { forms: ownForms, read: readForms } = useTemplates()
  const [format, setFormat] = useState<ManyWanted['format']>('docx')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  // Two people who talk sign their talk, no list.
  const papers = DocumentName.options.filter((name) => name === 'record' || scope !== 'filter' || filter.kind === null || kindFacts[filter.kind].expects !== 'talkers')
  const wanted = papers.filter((name) => documents.includes(name))

  const hasOwn = (ownForms ?? []).some(({ document, retired }) => !retired && wanted.some((name) => name === document))
  const form = hasOwn ? preset ?? 'own' : preset === null || preset === 'own' ? 'official' : preset
  useEffect(() => { void readForms() }, [readForms])

  useEffect(() => {
    const day = today()
    Promise.all(scopes.map((name) => countOf(name, filter, day))).then(
      ([inFilter = 0, quarter = 0, year = 0]) => setCounts({ filter: inFilter, quarter, year }), (thrown: unknown) => setError(asApiError(thrown)))
  }, [filter])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || wanted.length === 0) return
    setBusy(true)
    setError(null)
    try {
      await onRun(scope, { documents: wanted, preset: form, format }, into)
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const scopeNames: Record<Scope, string> = { filter: isSameFilter(filter, noFilter) ? '全部会议' : '按当前筛选的全部', quarter: '本季度的全部会议', year: '本年的全部会议' }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <fieldset className="choices formats"><legend className="label">会议</legend>
        {scopes.map((name) => <label key={name}><input type="radio" name="scope" checked={scope === name} disabled={counts?.[name] === 0} autoFocus={name === 'filter'} onChange={() => setScope(name)} />{scopeNames[name]} <span className="mut sm num">{counts === null ? '' : `${counts[name]}次`}</span></label>)}
      </fieldset>
      <fieldset className="choices"><legend className="label">文书</legend>
        {papers.map((name) => <label key={name}><input type="checkbox" checked={documents.includes(name)} onChange={({ target }) => setDocuments(target.checked ? [...documents, name] : documents.filter((other) => other !== name))} />{documentNames[name]}</label>)}
      </fieldset>
      <div className="pair">
        <fieldset className="choices"><legend className="label">版式</legend>
          {(hasOwn ? ['own', ...DocumentPreset.options] as const : DocumentPreset.options).map((name) => <label key={name}><input type="radio" name="preset" checked={form === name} onChange={() => setPreset(name)} />{formNames[name]}</label>)}
        </fieldset>
        <fieldset className="choices"><legend className="label">文件</legend>
          {(['docx', 'pdf'] as const).map((name) => <label key={name}><input type="radio" name="format" checked={format === name} onChange={() => setFormat(name)} />{name === 'docx' ? 'Word' : 'PDF'}</label>)}
        </fieldset>
      </div>
      {form === 'own' && <p className="mut sm">{into === 'file' && format === 'docx' ? '合成一个Word文件只能用自带版式，这次用公文式。' : '没有本单位版式的文书用公文式。'}</p>}
      <fieldset className="choices"><legend className="label">存成</legend>
        {(['folder', 'file'] as const).map((name) => <label key={name}><input type="radio" name="into" checked={into === name} onChange={() => onInto(name)} />{name === 'folder' ? '每份一个文件' : '合成一个文件'}</label>)}
      </fieldset>
      <p className="mut sm">{into === 'file' ? '按日期排好，每份另起一页，页码各自从1开始。导出的文件不加密。' : '文件夹里已有的文件不会覆盖，同名的加（2）。导出的文件不加密。'}</p>
      {error && <ErrorNotice sentence={error.sentence} />}
      <div className="row between"><span className="mut sm">{into === 'file' ? '下一步选择保存位置' : '下一步选择文件夹'}</span><button className="btn primary" type="submit" disabled={busy || wanted.length === 0 || counts === null || counts[scope] === 0}>{busy ? '正在准备…' : `导出${counts === null ? '' : `${counts[scope]}次会议`}`}</button></div>
    </form>
  )
}

const nameOf = ({ heldOn, kind, title }: MeetingRow): string => `${chineseDate(heldOn)} ${kindFacts[kind].short} ${title}`.trim()

/** What was written, what was not and why, what the records still lack. */
function Outcome({ result: { rows, written, failed, missing, left, error }, place, onClose }: { result: ManyDone; place: ManyPlace; onClose(): void }) {
  const [openError, setOpenError] = useState<ApiError | null>(null)
  const names = new Map(rows.map((row) => [row.id, nameOf(row)]))
  const reasons = Map.groupBy(failed, ({ message }) => message)
  const lacks = Map.groupBy(missing, ({ meetingId }) => meetingId)
  const open = () => { callApi('files.open', { fileToken: place.token }).catch((thrown: unknown) => setOpenError(asApiError(thrown))) }
  const some = written.length > 0
  return (
    <div className="stack">
      <p role="status">{place.into === 'file' && !some ? '没有写出文件' : `写出${written.length}份文书`}{some ? `，在${place.into === 'file' ? '文件' : '文件夹'}“${place.name}”里` : ''}。{failed.length > 0 && `${failed.length}份没有写出。`}{left > 0 && `还有${left}次会议没有导出。`}</p>
      {error && <ErrorNotice sentence={error.sentence} />}
      {openError && <ErrorNotice sentence={openError.sentence} />}
      {written.length + failed.length + missing.length > 0 && (
        <div className="outcome" role="region" aria-label="导出的结果" tabIndex={0}>
          {[...reasons].map(([message, papers]) => (
            <section key={message}><h2 className="error-text">没有写出：{message}</h2>
              <ul>{papers.map(({ meetingId, document }) => <li key={`${meetingId} ${document}`}>{names.get(meetingId)} {documentNames[document]}</li>)}</ul></section>
          ))}
          {lacks.size > 0 && (
            <section><h2>缺项 <span className="mut sm">{lacks.size}次会议，文书里留下横线，可以手填</span></h2>
              <ul>{[...lacks].map(([id, all]) => <li key={id}>{names.get(id)}<br /><span className="mut sm">{all.map(({ message }) => message).join('')}</span></li>)}</ul></section>
          )}
          {some && <section><h2>写出的文书</h2><ul className="num">{written.map(({ meetingId, document, fileName }) => <li key={`${meetingId} ${document}`}>{place.into === 'file' ? `${names.get(meetingId)} ${documentNames[document]}` : fileName}</li>)}</ul></section>}
        </div>
      )}
      <div className="row between"><button className="btn" type="button" autoFocus={!some} onClick={onClose}>关闭</button>{some && <button className="btn primary" type="button" autoFocus onClick={open}>{place.into === 'file' ? '打开文件' : '打开文件夹'}</button>}</div>
    </div>
  )
}
