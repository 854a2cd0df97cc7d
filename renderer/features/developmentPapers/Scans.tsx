import { useState } from 'react'
import type { StageMaterial } from '../../../shared/contract/developmentPapers.ts'
import { partsOf } from '../../../shared/domain/attachment.ts'
import { materialKindNames, type Material } from '../../../shared/domain/memberFile.ts'
import { chinesePartialDate } from '../../../shared/domain/partialDate.ts'
import { callApi } from '../../lib/callApi.ts'
import { useMaterialFacts } from '../memberFile/index.ts'

interface ScanProps { choices: readonly StageMaterial[]; busy: boolean; change(work: () => Promise<unknown>): Promise<boolean>; onFail(thrown: unknown): void }

const inWords = ({ number, name }: Pick<StageMaterial, 'number' | 'name'>): string => `${number} ${name}`.trim()
const open = (id: string, onFail: ScanProps['onFail']) => { callApi('materials.open', { id }).catch(onFail) }

/** One scan: opened by its name; its day, its pages and what it is filed as can be changed. */
export function FileLine({ file, code, choices, busy, change, onFail }: ScanProps & { file: Material; code: string }) {
  const { id, name, datedOn, pages } = file
  const [isOpen, setOpen] = useState(false)
  const describe = (more: { pages?: number | null; datedOn?: string | null; code?: string }) => void change(() => callApi('materials.describe', { id, ...more }))
  const { wrongDay, leaveDay, leavePages } = useMaterialFacts({ datedOn, pages }, describe)
  return (
    <li>
      <div className="papers-file"><button className="btn link" type="button" title={name} onClick={() => open(id, onFail)}>{partsOf(name).stem}</button>
        <span className="mut sm num">{[datedOn === null ? '' : chinesePartialDate(datedOn), pages === null ? '' : `${pages}页`].filter((part) => part !== '').join('　')}</span>
        <button className="btn quiet small" type="button" aria-expanded={isOpen} aria-label={`${isOpen ? '收起' : '改'}${name}`} onClick={() => setOpen(!isOpen)}>{isOpen ? '收起' : '改'}</button></div>
      {isOpen && (
        <div className="papers-edit">
          <input key={`on ${datedOn ?? ''}`} className="input" aria-label={`${name}的落款日期`} placeholder="落款日期" defaultValue={datedOn === null ? '' : chinesePartialDate(datedOn)} maxLength={20} aria-invalid={wrongDay} onBlur={({ target }) => leaveDay(target.value)} />
          <input key={`pages ${pages ?? ''}`} className="input papers-pages" aria-label={`${name}的页数`} placeholder="页数" defaultValue={pages ?? ''} inputMode="numeric" maxLength={4} onBlur={({ target }) => leavePages(target.value)} />
          <select className="input" aria-label={`${name}归到`} disabled={busy} value={code} onChange={({ target }) => describe({ code: target.value })}>{choices.map((choice) => <option key={choice.code} value={choice.code}>{inWords(choice)}</option>)}</select>
          <button className="btn quiet small" type="button" disabled={busy} aria-label={`删除${name}`} onClick={() => void change(() => callApi('materials.remove', { id }))}>删除</button>
        </div>
      )}
      {wrongDay && <p className="error-text sm" role="alert">可以写2025.06或2025.06.30。</p>}
    </li>
  )
}

/** Scans in the file of the person that are none of these materials, each with the way to file it. */
export function UnfiledPart({ scans, choices, busy, change, onFail }: ScanProps & { scans: readonly Material[] }) {
  return (
    <section className="card" aria-labelledby="papers-unfiled">
      <h2 id="papers-unfiled">档案里的其他扫描件 <span className="mut num">{scans.length}</span></h2>
      <ul className="papers-unfiled">{scans.map(({ id, name, kind }) => (
        <li key={id}><button className="btn link" type="button" title={name} onClick={() => open(id, onFail)}>{partsOf(name).stem}</button><span className="mut sm">{materialKindNames[kind]}</span>
          <select className="input" aria-label={`把${name}归到`} disabled={busy} value="" onChange={({ target: { value: code } }) => void change(() => callApi('materials.describe', { id, code }))}><option value="">归到…</option>{choices.map((choice) => <option key={choice.code} value={choice.code}>{inWords(choice)}</option>)}</select></li>
      ))}</ul>
    </section>
  )
}
