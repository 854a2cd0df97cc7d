import type { TemplateField } from '../../../shared/domain/template.ts'
import type { Value } from '../../../shared/domain/templateChoosing.ts'
import type { Places } from '../../../shared/domain/templatePlaces.ts'
import { ValueList } from './ValueList.tsx'

interface SidePanelProps {
  places: Places
  values: readonly Value[]
  fields: readonly TemplateField[]
  lacking: readonly TemplateField[]
  /** Fields that were written in the file before. */
  written: readonly string[]
  removed: readonly string[]
  /** The field that the next marking becomes. */
  armed: TemplateField | null
  onArm(field: TemplateField): void
  onDisarm(): void
  onReach(value: Value): void
  onAct(value: Value, where: DOMRect): void
  onRemove(value: Value): void
  onCell(value: Value, cell: number, field: string): void
  onAdoptAll(open: Value[]): void
}

/** Beside the paper: what is a field and what may be one, what the form has no place for yet, and what was left out of the file. */
export function SidePanel({ places, values, fields, lacking, written, removed, armed, onArm, onDisarm, onReach, onAct, onRemove, onCell, onAdoptAll }: SidePanelProps) {
  const open = values.filter(({ chosen }) => !chosen)
  const chosen = values.length - open.length
  return (
    <aside className="form-side" aria-label="字段" tabIndex={0}>
      {armed && <div className="notice warn" role="status"><span>在纸面上选中“{armed.name}”现在的内容（{armed.form === 'line' ? '几个字' : armed.form === 'paragraphs' ? '整段' : '表格的行'}）。</span><button className="btn small" type="button" onClick={onDisarm}>不选了</button></div>}
      <section aria-labelledby="form-values">
        <div className="section-head"><h2 id="form-values">纸面上的值</h2><span className="mut sm" role="status">{chosen}处已是字段{open.length > 0 && `，${open.length}处拿不准`}</span>
          {open.length > 0 && <button className="btn quiet small" type="button" onClick={() => onAdoptAll(open)}>都采用</button>}</div>
        {values.length === 0
          ? <p className="mut sm">{written.length > 0 ? '字段已经写在文件里。' : '没有看出像值的地方。'}用鼠标选中纸面上的文字、整段或表格的行，再选字段；键盘：在纸面上用方向键和 <kbd>Shift</kbd> 选，<kbd>Enter</kbd> 定。</p>
          : <><p className="mut sm"><span className="form-legend chosen">绿</span>是字段，<span className="form-legend open">黄</span>拿不准、点一下采用。没标的，选中文字再选字段。</p>
            <ValueList places={places} values={values} fields={fields} onReach={onReach} onAct={onAct} onRemove={onRemove} onCell={onCell} /></>}
      </section>
      {written.length > 0 && <section aria-labelledby="form-written"><h2 id="form-written">文件里写好的字段</h2><p className="sm">{written.join('、')}</p></section>}
      <section aria-labelledby="form-lacking">
        <div className="section-head"><h2 id="form-lacking">还没有用到</h2><span className="mut sm">{lacking.length}个</span></div>
        {lacking.length === 0 ? <p className="mut sm">这种文书的字段都有了。</p> : <><p className="mut sm">不用的可以不管；要用的，点一下再到纸面上选它的位置。</p>
          <ul className="form-lacking">{lacking.map((field) => <li key={field.name}><button className="btn small" type="button" aria-pressed={armed?.name === field.name} title={`${field.meaning}${field.example === '' ? '' : `，如：${field.example}`}`} onClick={() => onArm(field)}>{field.name}</button></li>)}</ul></>}
      </section>
      {removed.length > 0 && <section aria-labelledby="form-removed"><h2 id="form-removed">为安全没有带进来</h2><ul className="sm form-removed">{removed.map((line, index) => <li key={index}>{line}</li>)}</ul></section>}
    </aside>
  )
}
