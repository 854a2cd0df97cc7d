import { useState } from 'react'
import { ownFieldFault } from '../../../shared/domain/developmentFields.ts'
import { usualFields, type OwnField } from '../../../shared/domain/developmentPapers.ts'
import { callApi } from '../../lib/callApi.ts'
import { leave, useRoute } from '../session/index.ts'
import { useMaterials } from './materialsStore.ts'

/** What the papers need and no other page asks: the usual fields, and those that a province adds. */
export function FieldsPart({ personId, name: person, fields }: { personId: string; name: string; fields: readonly OwnField[] }) {
  const { error, busy, change } = useMaterials()
  const go = useRoute((state) => state.go)
  const [wrong, setWrong] = useState<string | null>(null)
  const refusal = wrong ?? error?.fields.find(({ path }) => path === 'name')?.message
  const [added, setAdded] = useState('')
  const save = (name: string, what: { value: string } | { own: string }) => void change(() => callApi('developmentPapers.saveField', { personId, name, ...what }))
  const add = () => {
    const name = added.trim()
    if (name === '') return
    const fault = ownFieldFault(name)
    setWrong(fault)
    if (fault === null) void change(() => callApi('developmentPapers.saveField', { personId, name })).then((isDone) => { if (isDone) setAdded('') })
  }
  return (
    <section className="card" aria-labelledby="papers-fields">
      <div className="row between"><h2 id="papers-fields">文书字段</h2><button className="btn link sm" type="button" onClick={() => void leave(() => go({ screen: 'templates' }))}>换成本单位的表样</button></div>
      <p className="mut sm">生成文书时填进去；没有填的印成空白。本省要求的其他内容可以自己加字段，在表样里写成{'{字段名}'}。</p>
      {refusal !== undefined && <p className="error-text" role="alert">{refusal}</p>}
      <table className="papers-fields"><thead><tr><th scope="col">字段</th><th scope="col">所有人</th><th scope="col">只对{person}</th><th scope="col"><span className="visually-hidden">可以做的</span></th></tr></thead>
        <tbody>{fields.map((field) => (
          <tr key={field.name}><th scope="row">{field.name}</th>
            <td><input key={field.value} className="input" aria-label={`${field.name}，所有人`} maxLength={500} defaultValue={field.value} onBlur={({ target }) => { if (target.value.trim() !== field.value) save(field.name, { value: target.value.trim() }) }} /></td>
            <td><input key={field.own} className="input" aria-label={`${field.name}，只对${person}`} maxLength={500} defaultValue={field.own} placeholder={field.value} onBlur={({ target }) => { if (target.value.trim() !== field.own) save(field.name, { own: target.value.trim() }) }} /></td>
            <td>{!usualFields.some((usual) => usual === field.name) && <button className="btn quiet small" type="button" disabled={busy} aria-label={`删除字段${field.name}`} onClick={() => void change(() => callApi('developmentPapers.removeField', { personId, name: field.name }))}>删除</button>}</td></tr>
        ))}</tbody></table>
      <form className="row" onSubmit={(event) => { event.preventDefault(); add() }}><input className="input papers-new" aria-label="新字段的名称" placeholder="如：政治面貌" maxLength={20} value={added} onChange={({ target }) => setAdded(target.value)} /><button className="btn small" type="submit" disabled={busy || added.trim() === ''}>加一个字段</button></form>
    </section>
  )
}
