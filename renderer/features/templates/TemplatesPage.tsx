import { useEffect, useState } from 'react'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { DocumentName, DocumentPreset, presetNames } from '../../../shared/domain/documents.ts'
import { isDevelopmentPaper, templateDocumentNames, type TemplateDocument } from '../../../shared/domain/templateDocument.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { DevelopmentPaper } from '../../../shared/domain/developmentPapers.ts'
import type { OwnTemplate } from '../../../shared/domain/template.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { MenuButton } from '../../components/MenuButton.tsx'
import { useRoute } from '../session/index.ts'
import { FieldList } from './FieldList.tsx'
import { useTemplates } from './templatesStore.ts'
import './templates.css'

const forKinds = ({ kind, document }: OwnTemplate): string => (isDevelopmentPaper(document) ? '发展党员' : kind === null ? '所有会议' : kindFacts[kind].short)
const addedOn = ({ addedAt, who }: OwnTemplate): string => `${chineseDate(localDay(new Date(addedAt)))}${who === '' ? '' : ` ${who}`}`
const wordName = ({ name }: OwnTemplate): string => (/\.docx$/i.test(name) ? name : `${name}.docx`)

/** Which form each paper takes: a shipped one or the unit's own; and those kept from before. */
export function TemplatesPage() {
  const { forms, failure, error, done, read, reuse, forget, busy } = useTemplates()
  const go = useRoute((state) => state.go)
  const [fieldList, setFieldList] = useState(false)
  useEffect(() => { void read() }, [read])
  useEffect(() => () => forget(), [forget])
  return (
    <div className="page templates">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={() => go({ screen: 'papers' })}>文档与检查</button></p><h1>文书模板</h1><p className="mut sm">换成本单位的Word版式以后，导出时默认用它；自带的公文式、表格式一直可以选。</p></div>
        <button className="btn" type="button" onClick={() => setFieldList(true)}>字段清单</button>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read()} />}
      {error && <ErrorNotice sentence={error.sentence} />}
      {done && (
        <div className="notice" role="status"><span>{done.sentence}</span><span className="row">{done.form && <button className="btn small" type="button" disabled={busy !== null} onClick={() => { if (done.form) void reuse(done.form) }}>用回去</button>}<button className="btn quiet small" type="button" onClick={forget}>收起</button></span></div>
      )}
      {forms === null ? !failure && <p className="mut" role="status">正在读取模板…</p> : (<>
        <ul className="card form-papers" aria-label="各种文书的版式">{DocumentName.options.map((document) => <PaperForms key={document} document={document} forms={forms.filter((form) => form.document === document)} />)}</ul>
        <h2>发展党员的文书</h2>
        <ul className="card form-papers long-names" aria-label="发展党员文书的版式">{DevelopmentPaper.options.map((document) => <PaperForms key={document} document={document} forms={forms.filter((form) => form.document === document)} />)}</ul>
      </>)}
      {fieldList && <FieldList document="record" kind={null} onClose={() => setFieldList(false)} />}
    </div>
  )
}

function PaperForms({ document, forms }: { document: TemplateDocument; forms: readonly OwnTemplate[] }) {
  const go = useRoute((state) => state.go)
  const { exportForm, busy } = useTemplates()
  const name = templateDocumentNames[document]
  const used = forms.filter(({ retired }) => !retired)
  const retired = forms.filter((form) => form.retired)
  const isAll = used.some(({ kind }) => kind === null)
  return (
    <li aria-label={name}>
      <h2>{name}</h2>
      <div className="form-uses">
        {used.map((form) => <UsedForm key={form.id} form={form} />)}
        {!isAll && (
          <div className="form-use"><div><span>{used.length > 0 && <span className="mut">其他会议：</span>}{isDevelopmentPaper(document) ? '自带的版式' : '自带的公文式、表格式'}</span></div>
            {isDevelopmentPaper(document) ? <button className="btn quiet small" type="button" disabled={busy !== null} aria-label={`导出自带的${name}模板`} onClick={() => void exportForm({ document, preset: 'official' }, `${name}.docx`)}>导出自带的</button> : <MenuButton className="btn quiet small opens" label={`导出自带的${name}模板`} groups={[DocumentPreset.options.map((preset) => ({ key: preset, label: presetNames[preset] }))]} onChoose={(preset) => void exportForm({ document, preset }, `${name}（${presetNames[preset]}）.docx`)}>导出自带的</MenuButton>}</div>
        )}
        {retired.length > 0 && (
          <details className="form-retired"><summary>停用的{retired.length}个，可以再用</summary><ul>{retired.map((form) => <RetiredForm key={form.id} form={form} />)}</ul></details>
        )}
      </div>
      <button className="btn" type="button" disabled={busy !== null} aria-label={`${used.length > 0 ? '再换一个' : '换成本单位的'}：${name}`} onClick={() => go({ screen: 'template', document, kind: null, id: null })}>{used.length > 0 ? '再换一个' : '换成本单位的'}</button>
    </li>
  )
}

function UsedForm({ form }: { form: OwnTemplate }) {
  const go = useRoute((state) => state.go)
  const { retire, exportForm, busy } = useTemplates()
  const { id, document, kind, name, lacking } = form
  return (
    <div className="form-use">
      <div><span className="tag green">本单位</span> <b>{name}</b><span className="mut sm">　用于{forKinds(form)}　{addedOn(form)}</span>
        {lacking.length > 0 && <p className="mut sm">没有这些字段：{lacking.slice(0, 6).join('、')}{lacking.length > 6 ? `等${lacking.length}个` : ''}。记录里的这些内容不会印出来。</p>}</div>
      <span className="row">
        <button className="btn quiet small" type="button" aria-label={`改字段：${name}`} onClick={() => go({ screen: 'template', document, kind, id })}>改字段</button>
        <button className="btn quiet small" type="button" aria-label={`导出${name}`} disabled={busy !== null} onClick={() => void exportForm({ form }, wordName(form))}>导出</button>
        <button className="btn quiet small" type="button" aria-label={`恢复自带，停用${name}`} disabled={busy !== null} onClick={() => void retire(form)}>恢复自带</button>
      </span>
    </div>
  )
}

function RetiredForm({ form }: { form: OwnTemplate }) {
  const { reuse, remove, exportForm, busy } = useTemplates()
  return (
    <li className="form-use"><div>{form.name}<span className="mut sm">　用于{forKinds(form)}　{addedOn(form)}</span></div>
      <span className="row"><button className="btn quiet small" type="button" aria-label={`再用${form.name}`} disabled={busy !== null} onClick={() => void reuse(form)}>再用</button><button className="btn quiet small" type="button" aria-label={`导出${form.name}`} disabled={busy !== null} onClick={() => void exportForm({ form }, wordName(form))}>导出</button><button className="btn quiet small" type="button" aria-label={`删除${form.name}`} disabled={busy !== null} onClick={() => void remove(form)}>删除</button></span></li>
  )
}
