import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { templateDocumentNames, type TemplateDocument } from '../../../shared/domain/templateDocument.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import type { TemplateChoice, TemplateField } from '../../../shared/domain/template.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { registerSaver, useRoute } from '../session/index.ts'
import { chosenNext, firstChoices, lackingFields, marksOf, usedFields, valuesOf, withChoice, withoutKey, type Value } from '../../../shared/domain/templateChoosing.ts'
import { FieldMenu } from './FieldMenu.tsx'
import { showPlace, showValue } from './jump.ts'
import { PaperSheet } from './PaperSheet.tsx'
import { choiceOf, keyOf, pickedBetween, placesOf, type Picked, type Point } from '../../../shared/domain/templatePlaces.ts'
import { SidePanel } from './SidePanel.tsx'
import type { Source } from './TemplateEditor.tsx'
import { useTemplates } from './templatesStore.ts'
import { TrialSheet } from './TrialSheet.tsx'

interface FormWorkbenchProps {
  source: Source
  inspected: Output<'templates.inspect'>
  fields: TemplateField[]
  document: TemplateDocument
  kind: MeetingKind | null
  /** The kept form whose fields are changed. */
  replaces: string | null
  onChangeFile: (() => void) | null
}

type Asked = { where: DOMRect; value: Value } | { where: DOMRect; picked: Picked }

/** The Word file with its values marked, a list of them, the trial, and the button that keeps it. Each step of choosing can be taken back. */
export function FormWorkbench({ source, inspected, fields, document, kind, replaces, onChangeFile }: FormWorkbenchProps) {
  const go = useRoute((state) => state.go)
  const places = useMemo(() => placesOf(inspected.layout), [inspected])
  const [choosing, step] = useReducer(chosenNext, null, () => ({ past: [], now: firstChoices(places, inspected), future: [] }))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [armed, setArmed] = useState<TemplateField | null>(null)
  const [isTrial, setTrial] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [note, setNote] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const isKept = useRef(false)
  const choices = choosing.now
  const used = useMemo(() => usedFields(inspected, choices), [inspected, choices])
  const values = useMemo(() => valuesOf(places, inspected, choices), [places, inspected, choices])
  const picking = asked && 'picked' in asked ? pickingOf(asked.picked) : null
  const marks = useMemo(() => marksOf(places, values, picking), [places, values, picking])
  const set = (next: TemplateChoice[], said: string) => {
    step({ act: 'set', choices: next })
    setNote(said)
  }

  const save = async (): Promise<boolean> => {
    if (busy || isKept.current) return false
    setBusy(true)
    setError(null)
    try {
      const form = await callApi('templates.import', { ...source, document, kind, choices })
      isKept.current = true
      useTemplates.getState().saved(form)
      return true
    } catch (thrown) {
      setError(asApiError(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  const saveAndGo = async () => { if (await save()) go({ screen: 'templates' }) }

  // A file that was put down is work that is not kept yet; a form that is kept is work only once something was changed.
  const latest = useRef({ save, hasWork: false })
  useEffect(() => { latest.current = { save, hasWork: replaces === null || choosing.past.length > 0 } })
  useEffect(() => registerSaver({
    flush: () => Promise.resolve(isKept.current || !latest.current.hasWork),
    retry: () => undefined,
    hasUnsaved: () => !isKept.current && latest.current.hasWork,
    question: { what: '选好的字段还没有保存为模板', safe: '原来的Word文件和正在用的模板都没有变化。', verb: '保存为模板', save: () => latest.current.save() },
  }), [])

  const adopt = (value: Value) => set(withChoice(places, choices, value.choice), `“${value.text}”已作为${value.choice.field}`)
  const act = (value: Value, where: DOMRect) => {
    if (value.chosen) setAsked({ value, where })
    else adopt(value)
  }
  const onMark = (key: string, where: DOMRect) => {
    const value = values.find((one) => one.key === key)
    if (value) act(value, where)
  }
  const onPick = (from: Point, to: Point, where: DOMRect) => {
    const picked = pickedBetween(places, from, to)
    if (!picked) return setNote('这些文字不在一起，请在一段里选，或选相邻的整段、整行')
    const choice = armed && choiceOf(places, picked, armed)
    if (!choice) return setAsked({ picked, where })
    set(withChoice(places, choices, choice), `已作为${choice.field}`)
    setArmed(null)
  }
  const choose = (field: TemplateField) => {
    if (!asked) return
    const choice = 'picked' in asked ? choiceOf(places, asked.picked, field) : renamed(asked.value.choice, field)
    if (choice) set(withChoice(places, choices, choice), `已作为${field.name}`)
    close()
  }
  const remove = (value: Value) => {
    set(withoutKey(choices, value.key), `“${value.text}”不作字段，照原样保留`)
    setAsked(null)
  }
  const close = () => {
    const back = asked && 'value' in asked ? asked.value.key : null
    setAsked(null)
    window.getSelection()?.removeAllRanges()
    if (back !== null) root.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(back)}"]`)?.focus()
    else root.current?.querySelector<HTMLElement>('.form-room')?.focus()
  }
  const setCell = ({ key, choice }: Value, cell: number, field: string) => {
    if (choice.form !== 'rows') return
    const others = choice.cells.filter((one) => one.cell !== cell)
    const next = { ...choice, cells: field === '' ? others : [...others, { cell, field }].sort((a, b) => a.cell - b.cell) }
    set(choices.map((one) => (keyOf(one) === key ? next : one)), '')
  }
  const wantField = (field: TemplateField) => {
    const open = values.find(({ chosen, choice }) => !chosen && choice.field === field.name)
    setArmed(open ? null : field)
    if (open) showValue(root.current, open)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTrial || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey || (event.target instanceof Element && event.target.closest('.field-menu, .ant-modal'))) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      setAsked(null)
      step({ act: key === 'y' || event.shiftKey ? 'redo' : 'undo' })
      setNote(key === 'y' || event.shiftKey ? '已重做' : '已撤销')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isTrial])

  const offered = asked === null ? [] : fields.filter((field) => ('picked' in asked ? choiceOf(places, asked.picked, field) : renamed(asked.value.choice, field)) !== null)
  const { faults, removed } = inspected
  return (
    <div ref={root} className="form-bench">
      <div className="form-bar">
        <div className="row" role="group" aria-label="步骤"><button className="btn small" type="button" aria-pressed={!isTrial} onClick={() => setTrial(false)}>选字段</button><button className="btn small" type="button" aria-pressed={isTrial} onClick={() => { setAsked(null); setTrial(true) }}>试填</button></div>
        <b className="form-name" title={inspected.name}>{inspected.name}</b>
        {onChangeFile && <button className="btn quiet small" type="button" onClick={onChangeFile}>换一个文件</button>}
        <span className="mut sm form-note" role="status">{note}</span>
        {!isTrial && <><button className="btn quiet small" type="button" disabled={choosing.past.length === 0} onClick={() => step({ act: 'undo' })}>撤销 <kbd>Ctrl Z</kbd></button><button className="btn quiet small" type="button" disabled={choosing.future.length === 0} onClick={() => step({ act: 'redo' })}>重做</button></>}
        <button className="btn primary" type="button" disabled={busy} onClick={() => void saveAndGo()}>{busy ? '正在保存…' : '保存为模板'}</button>
      </div>
      {error && <ErrorNotice sentence={error.sentence} />}
      {faults.length > 0 && (
        <div className="notice bad" role="alert"><div><b>文件里有{faults.length}处字段写得不对，改好才能用。</b>请在Word里改正，再用“换一个文件”放进来。
          <ul className="form-faults">{faults.map(({ message, at }, index) => <li key={index}>{at === '' ? message : <button className="btn link" type="button" onClick={() => { setTrial(false); showPlace(root.current, at) }}>{message}</button>}</li>)}</ul></div></div>
      )}
      {isTrial ? <TrialSheet source={source} document={document} kind={kind} choices={choices} /> : (
        <div className="form-side-by-side">
          <PaperSheet layout={inspected.layout} label={`${templateDocumentNames[document]}的纸面：选中文字成为字段`} marks={marks} onMark={onMark} onPick={onPick} />
          <SidePanel places={places} values={values} fields={fields} lacking={lackingFields(fields, used)} written={inspected.fields} removed={removed} armed={armed} onArm={wantField} onDisarm={() => setArmed(null)} onReach={(value) => showValue(root.current, value, false)} onAct={act} onRemove={remove} onCell={setCell} onAdoptAll={(open) => set(open.reduce((all, { choice }) => withChoice(places, all, choice), choices), `采用了${open.length}处`)} />
        </div>
      )}
      {asked && <FieldMenu where={asked.where} words={'picked' in asked ? asked.picked.text : asked.value.text} fields={offered} used={used} current={'value' in asked ? asked.value.choice.field : null} onChoose={choose} {...('value' in asked ? { onRemove: () => remove(asked.value) } : {})} onClose={close} />}
    </div>
  )
}

/** The same place as another field; null where it cannot stand there. The columns of another list are asked anew. */
function renamed(choice: TemplateChoice, field: TemplateField): TemplateChoice | null {
  switch (choice.form) {
    case 'line': return field.form === 'list' ? null : { ...choice, field: field.name }
    case 'paragraphs': return field.form === 'paragraphs' ? { ...choice, field: field.name } : null
    case 'rows': return field.form === 'list' ? { ...choice, field: field.name, cells: choice.field === field.name ? choice.cells : [] } : null
  }
}

/** What is marked while its field is asked, as a choice without a name. */
function pickingOf({ line, paragraphs, rows }: Picked): TemplateChoice | null {
  if (line) return { form: 'line', ...line, field: '？' }
  if (paragraphs) return { form: 'paragraphs', ...paragraphs, field: '？' }
  return rows && { form: 'rows', ...rows, field: '？', cells: [] }
}
