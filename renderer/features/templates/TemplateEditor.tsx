import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { isDevelopmentPaper, TemplateDocument, templateDocumentNames } from '../../../shared/domain/templateDocument.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import type { TemplateField } from '../../../shared/domain/template.ts'
import type { Sentence } from '../../../shared/errors/sentences.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { base64Of } from '../../lib/base64Of.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { leave, useRoute } from '../session/index.ts'
import { DropPlace } from './DropPlace.tsx'
import { FieldList, KindChoice } from './FieldList.tsx'
import { FormWorkbench } from './FormWorkbench.tsx'
import { formInUse, useTemplates } from './templatesStore.ts'
import './templates.css'

/** Where the Word file comes from: chosen in the dialog, dropped, or kept from before. */
export type Source = { fileToken: string; name: string } | { base64: string; name: string } | { id: string }
interface Paper { document: TemplateDocument; kind: MeetingKind | null }
interface Read extends Paper { source: Source; inspected: Output<'templates.inspect'>; fields: TemplateField[] }

/** A paper of 发展党员 belongs to no kind of meeting. */
const asPaper = (document: TemplateDocument, kind: MeetingKind | null): Paper => ({ document, kind: isDevelopmentPaper(document) ? null : kind })

async function readForm(source: Source, paper: Paper): Promise<Read> {
  const [inspected, fields] = await Promise.all([callApi('templates.inspect', { ...source, ...paper }), callApi('templates.fields', paper)])
  return { source, inspected, fields, ...paper }
}

/** A Word file of the unit becomes a form: which paper it is, the file, its fields, a trial, and it is kept. */
export function TemplateEditor({ document: firstDocument, kind: firstKind, id }: { document: TemplateDocument; kind: MeetingKind | null; id: string | null }) {
  const go = useRoute((state) => state.go)
  const { forms, read: readForms } = useTemplates()
  const [document, setDocument] = useState(firstDocument)
  const [kind, setKind] = useState(firstKind)
  const [read, setRead] = useState<Read | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Sentence | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [fieldList, setFieldList] = useState(false)
  useEffect(() => { void readForms() }, [readForms])

  const inspect = async (source: Source, paper: Paper): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    setError(null)
    try {
      setRead(await readForm(source, paper))
    } catch (thrown) {
      const failed = asApiError(thrown)
      if (read) setError(failed)
      else setRefusal(failed.sentence)
    } finally {
      setBusy(false)
    }
  }
  const readKept = useCallback(() => {
    if (id !== null) readForm({ id }, { document: firstDocument, kind: firstKind }).then(setRead, (thrown: unknown) => setRefusal(asApiError(thrown).sentence))
  }, [id, firstDocument, firstKind])
  useEffect(() => readKept(), [readKept])

  const open = async () => {
    setRefusal(null)
    try {
      const { fileToken, fileName } = await callApi('dialogs.openTemplate', {})
      if (fileToken !== null) await inspect({ fileToken, name: fileName }, { document, kind })
    } catch (thrown) {
      setRefusal(asApiError(thrown).sentence)
    }
  }
  const take = async (file: File) => {
    setBusy(true)
    const base64 = await base64Of(file).catch(() => null)
    setBusy(false)
    if (base64 === null) setRefusal({ happened: `“${file.name}”读不出来。`, safe: '正在用的模板没有变化。', next: '请检查它是否被移走、U盘是否拔出，再放一次。' })
    else await inspect({ base64, name: file.name }, { document, kind })
  }
  const turnTo = (paper: Paper) => {
    setDocument(paper.document)
    setKind(paper.kind)
    if (read) void inspect(read.source, paper)
  }
  const back = () => void leave(() => go({ screen: 'templates' }))
  const replaced = forms?.find((form) => form.document === document && form.kind === kind && !form.retired) ?? null
  const general = kind === null || isDevelopmentPaper(document) ? null : formInUse((forms ?? []).filter((form) => form.kind === null), document, kind)
  return (
    <div className="page template-editor">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={back}>文书模板</button></p><h1>{id === null ? `${templateDocumentNames[document]}换成本单位的` : '改字段'}</h1></div>
        <div className="row template-for">
          <label><span className="label">文书</span><select className="input" aria-label="文书" disabled={busy || id !== null} value={document} onChange={({ target }) => turnTo(asPaper(TemplateDocument.parse(target.value), kind))}>{TemplateDocument.options.map((name) => <option key={name} value={name}>{templateDocumentNames[name]}</option>)}</select></label>
          {!isDevelopmentPaper(document) && <div><span className="label" aria-hidden="true">用于</span><KindChoice kind={kind} disabled={busy || id !== null} onChange={(next) => turnTo({ document, kind: next })} /></div>}
          <button className="btn" type="button" onClick={() => setFieldList(true)}>字段清单</button>
        </div>
      </div>
      {replaced && replaced.id !== id && <p className="mut sm">保存后替换正在用的“{replaced.name}”，它留在停用的里面，可以再用。</p>}
      {general && !replaced && <p className="mut sm">其他会议仍用“{general.name}”。</p>}
      {error && <ErrorNotice sentence={error.sentence} />}
      {read
        ? <FormWorkbench key={sourceKey(read.source)} {...read} replaces={id} onChangeFile={id === null ? () => void leave(() => { setRead(null); setRefusal(null) }) : null} />
        : id !== null ? (refusal ? <ErrorNotice sentence={refusal} onAct={() => { setRefusal(null); readKept() }} /> : <p className="mut" role="status">正在读模板…</p>)
          : <DropPlace busy={busy} refusal={refusal} onFile={(file) => void take(file)} onRefuse={setRefusal} onOpen={() => void open()} />}
      {fieldList && <FieldList document={document} kind={kind} onClose={() => setFieldList(false)} />}
    </div>
  )
}

/** The same file, whichever paper it is read as, keeps what was chosen in it. */
const sourceKey = (source: Source): string => ('id' in source ? source.id : 'fileToken' in source ? source.fileToken : `${source.name} ${source.base64.length}`)
