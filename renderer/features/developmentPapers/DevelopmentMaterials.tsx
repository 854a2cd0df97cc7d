import { useEffect, useState } from 'react'
import type { StageMaterial } from '../../../shared/contract/developmentPapers.ts'
import { kindOfCode, developmentPaperNames } from '../../../shared/domain/developmentPapers.ts'
import { documentNames } from '../../../shared/domain/documents.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { onResume } from '../session/index.ts'
import { FieldsPart } from './FieldsPart.tsx'
import { PaperDialog, type Printed } from './PaperDialog.tsx'
import { useMaterials } from './materialsStore.ts'
import { FileLine, UnfiledPart } from './Scans.tsx'
import './developmentPapers.css'

const stateWords: Record<StageMaterial['state'], string> = { there: '', missing: '缺', later: '还没到', within: '', notAsked: '当时的细则不要求' }

/** The materials of the way into the Party by stage: which scans are there, which lack, and the papers printed from what is held. */
export function DevelopmentMaterials({ personId, onChanged }: { personId: string; /** What is there changed: the joint reading may find something else. */ onChanged(): unknown }) {
  const { materials: read, failure, error, busy, open, load, change: changeThem, fail } = useMaterials()
  const [refused, setRefused] = useState<readonly { name: string; message: string }[]>([])
  const [printed, setPrinted] = useState<Printed | null>(null)
  useEffect(() => { void open(personId) }, [open, personId])
  useEffect(() => onResume(() => void load()), [load])
  const change = async (work: () => Promise<unknown>): Promise<boolean> => {
    const isDone = await changeThem(work)
    if (isDone) onChanged()
    return isDone
  }
  const file = (code: string) => {
    callApi('dialogs.openFiles', {}).then(({ files }) => {
      if (files.length === 0) return
      setRefused([])
      void change(async () => setRefused((await callApi('materials.add', { personId, fileTokens: files.map(({ fileToken }) => fileToken), kind: kindOfCode(code), code })).refused))
    }, fail)
  }
  const materials = read?.personId === personId ? read : null
  if (materials === null) return failure ? <div className="development-papers"><ErrorNotice sentence={failure.sentence} onAct={() => void load()} /></div> : <p className="mut late" role="status">正在读取材料…</p>
  const all = materials.stages.flatMap((stage) => stage.materials)
  const [there, missing] = [all.filter(({ state }) => state === 'there').length, all.filter(({ state }) => state === 'missing').length]
  const choices = all.filter(({ state }) => state !== 'within')
  return (
    <div className="development-papers">
      <div className="papers-sum"><p>{there === 0 ? '还没有归入扫描件。' : `已归入${there}种`}{missing > 0 && <span className="amber-text">{there === 0 ? '' : '，'}办过的步骤还缺{missing}种</span>}</p><p className="mut sm">编号按通用的一套表样，各省不完全相同，只作提醒<span className="tag amber">待核</span></p></div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {error && !error.fields.some(({ path }) => path === 'name') && <ErrorNotice sentence={error.sentence} />}
      {refused.length > 0 && <div className="notice warn" role="alert"><div><b>{refused.length}个文件没有归入</b>，其他材料没有变化。<ul>{refused.map(({ name, message }) => <li key={name}>{message}</li>)}</ul></div><button className="btn quiet small" type="button" onClick={() => setRefused([])}>收起</button></div>}
      {materials.stages.map((stage) => (
        <section key={stage.stage} className="card" aria-labelledby={`papers-${stage.stage}`}>
          <h2 id={`papers-${stage.stage}`}>{stage.name} <span className="mut num" aria-label={`${stage.asked}种材料，已有${stage.there}种`}>{stage.there}／{stage.asked}</span></h2>
          <table className="papers-table"><colgroup><col className="papers-number" /><col className="papers-what" /><col /><col className="papers-do" /></colgroup><thead className="visually-hidden"><tr><th scope="col">编号</th><th scope="col">材料</th><th scope="col">扫描件</th><th scope="col">可以做的</th></tr></thead>
            <tbody>{stage.materials.map((material) => <MaterialRow key={material.code} material={material} choices={choices} busy={busy} change={change} onFail={fail} onFile={() => file(material.code)} onPrint={setPrinted} />)}
              {stage.papers.map((paper) => <tr key={paper}><td className="num mut">—</td><td>{developmentPaperNames[paper]}</td><td className="mut">打印后签字</td><td className="papers-acts"><button className="btn small" type="button" aria-label={`生成${developmentPaperNames[paper]}`} onClick={() => setPrinted({ paper })}>生成</button></td></tr>)}</tbody></table>
        </section>
      ))}
      {materials.unfiled.length > 0 && <UnfiledPart scans={materials.unfiled} choices={choices} busy={busy} change={change} onFail={fail} />}
      <FieldsPart personId={personId} name={materials.name} fields={materials.fields} />
      {printed && <PaperDialog printed={printed} personId={personId} name={materials.name} onClose={() => setPrinted(null)} />}
    </div>
  )
}

interface MaterialRowProps { material: StageMaterial; choices: readonly StageMaterial[]; busy: boolean; change(work: () => Promise<unknown>): Promise<boolean>; onFail(thrown: unknown): void; onFile(): void; onPrint(printed: Printed): void }

function MaterialRow({ material, choices, busy, change, onFail, onFile, onPrint }: MaterialRowProps) {
  const { code, number, name, stepName, state, within, files, paper, record } = material
  return (
    <tr data-field={`material.${code}`} className={state}>
      <td className="num mut">{number}</td>
      <td><span className="papers-name">{name}</span><span className="mut sm papers-step">{stepName}</span></td>
      <td>{files.length > 0 ? <ul className="papers-files">{files.map((file) => <FileLine key={file.id} file={file} code={code} choices={choices} busy={busy} change={change} onFail={onFail} />)}</ul>
        : within !== '' ? <span className="mut">写在{within}里</span> : <span className={state === 'missing' ? 'amber-text' : 'mut'}>{stateWords[state]}</span>}</td>
      <td className="papers-acts">
        {record && <button className="btn small" type="button" aria-label={`生成${name}`} onClick={() => onPrint({ record, title: record.document === 'record' ? name : documentNames[record.document] })}>生成</button>}
        {paper && <button className="btn small" type="button" aria-label={`生成${name}`} onClick={() => onPrint({ paper })}>生成</button>}
        {within === '' && <button className="btn quiet small" type="button" disabled={busy} aria-label={`归入扫描件：${name}`} onClick={onFile}>归入扫描件</button>}
      </td>
    </tr>
  )
}
