import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { targetName, type ImportTarget } from '../../../shared/domain/importTargets.ts'
import { outcomeOf, valueWords } from './cellWords.ts'
import { needsLook, useImport, type Imported, type ImportRow } from './importStore.ts'

/** So many findings are listed at once; the filter shows the rest. */
const listed = 60
const levelWords = { refuse: '没读入', warn: '请核对', note: '说明' } as const
const levelTones = { refuse: 'red', warn: 'amber', note: '' } as const

/** What waits for the officer; or, of the chosen row, its reasons, its questions and what it changes. */
export function RowPanel({ answer, shown }: { answer: Imported; shown: boolean }) {
  const { selected, select } = useImport()
  const row = answer.rows.find(({ line }) => line === selected)
  if (row) return <RowDetails row={row} answer={answer} shown={shown} />
  const looks = answer.rows.filter(needsLook)
  return (
    <aside className="panel import-panel" aria-label="要处理的">
      <h2>要处理的</h2>
      {looks.length === 0
        ? <p className="mut">没有要处理的，每一格都读懂了。点任意一行看它会改什么，双击一格可以改正。</p>
        : <p className="mut sm">不处理也能导入：没读入的格子留空，待定的行先不写。</p>}
      <ul className="looks">
        {looks.slice(0, listed).map((each) => (
          <li key={each.line}><button type="button" onClick={() => select(each.line)}>
            <span className="row between"><b>{each.name || '（没有姓名）'}</b><span className="mut sm num">第{each.line}行</span></span>
            {each.findings.filter(({ level }) => level !== 'note').map((finding) => <span key={`${finding.cell} ${finding.message}`} className="why"><span className={`tag ${levelTones[finding.level]}`}>{levelWords[finding.level]}</span>{finding.column}：{finding.message}</span>)}
            {each.contradictions.map(({ target }) => <span key={target} className="why"><span className="tag amber">待定</span>{targetName(target)}与档案里不一样。</span>)}
          </button></li>
        ))}
      </ul>
      {looks.length > listed && <p className="mut sm">另有{looks.length - listed}行，可勾选“只看要处理的”。</p>}
    </aside>
  )
}

function RowDetails({ row, answer, shown }: { row: ImportRow; answer: Imported; shown: boolean }) {
  const { select, decide, decisions } = useImport()
  const { line, name, outcome, leftOut, findings, contradictions, changes, kept, candidates } = row
  const decision = decisions.get(line)
  const { words, tone } = outcomeOf(row)
  const setFor = (key: 'keep' | 'take', target: ImportTarget, on: boolean) => {
    const others = (decision?.[key] ?? []).filter((each) => each !== target)
    return { [key]: on ? [...others, target] : others }
  }
  const asksWho = outcome === 'ask' && contradictions.length === 0
  return (
    <aside className="panel import-panel" aria-label={`第${line}行`} onKeyDown={(event) => { if (event.key === 'Escape') select(null) }}>
      <div className="row between"><h2>{name || '（没有姓名）'}</h2><button className="btn quiet small" type="button" onClick={() => select(null)}>收起</button></div>
      <p className="row"><span className={`tag ${tone}`}>{words}</span><span className="mut sm num">第{line}行</span></p>
      {asksWho && (
        <section className="stack"><h3>这一行是谁</h3>
          {candidates.map((candidate) => <button key={candidate.id} className="btn choice" type="button" onClick={() => decide(line, { person: candidate.id })}><span>就是{candidate.name}<small>{candidate.note}</small></span></button>)}
          <button className="btn choice" type="button" onClick={() => decide(line, { person: 'new' })}>是另一个人，新登记</button>
        </section>
      )}
      {decision?.person !== undefined && !asksWho && <p className="sm mut">{decision.person === 'new' ? '按新的一个人登记。' : `认作${name}。`}<button className="btn link" type="button" onClick={() => decide(line, { person: undefined })}>重新选</button></p>}
      {contradictions.map((each) => (
        <section key={each.target} className="stack"><h3>{targetName(each.target)}不一样</h3>
          <button className="btn choice" type="button" onClick={() => decide(line, setFor('keep', each.target, true))}><span>留档案里的<small>{valueWords(each.target, each.before, true)}</small></span></button>
          <button className="btn choice" type="button" onClick={() => decide(line, setFor('take', each.target, true))}><span>用名册里的<small>{valueWords(each.target, each.after, shown)}{each.from === null ? '' : `，从${chineseDate(each.from)}起`}</small></span></button>
        </section>
      ))}
      {findings.map((finding) => (
        <section key={`${finding.cell} ${finding.message}`} className={`finding ${finding.level}`}>
          <p><span className={`tag ${levelTones[finding.level]}`}>{levelWords[finding.level]}</span> <b>{finding.column}</b></p>
          <p>{finding.message}</p>
          {finding.cell !== null && finding.level !== 'note' && !leftOut && !asksWho && <MendForm key={row.cells[finding.cell]} line={line} column={finding.cell} heading={answer.columns[finding.cell]?.heading ?? ''} text={row.cells[finding.cell] ?? ''} />}
        </section>
      ))}
      {(changes.length > 0 || kept.length > 0) && (
        <section><h3>{outcome === 'create' ? '登记为' : '改动'}</h3>
          <ul className="changes">
            {[...changes, ...kept].map((change) => {
              const isOn = !kept.includes(change)
              const text = <>{outcome === 'create' || change.before === null ? valueWords(change.target, change.after, shown) : <><span className="mut">{valueWords(change.target, change.before, true)}</span> → {valueWords(change.target, change.after, shown)}</>}{change.from !== null && <small>自{chineseDate(change.from)}起</small>}</>
              return outcome === 'create'
                ? <li key={change.target}><span className="mut">{targetName(change.target)}</span><span>{text}</span></li>
                : <li key={change.target}><label><input type="checkbox" checked={isOn} onChange={(event) => decide(line, setFor('keep', change.target, !event.target.checked))} />{targetName(change.target)}</label><span className={isOn ? '' : 'off'}>{text}</span></li>
            })}
          </ul>
        </section>
      )}
      {outcome === 'ignore' && !leftOut && changes.length + kept.length === 0 && <p className="mut">档案里都有了，没有要改的。</p>}
      <div>{leftOut
        ? <button className="btn" type="button" onClick={() => decide(line, { leaveOut: false })}>还是导入这一行</button>
        : <button className="btn quiet small" type="button" onClick={() => decide(line, { leaveOut: true })}>这一行不导入</button>}</div>
    </aside>
  )
}

/** The cell that a finding is about, to be written right. */
function MendForm({ line, column, heading, text }: { line: number; column: number; heading: string; text: string }) {
  const mend = useImport((state) => state.mend)
  const [typed, setTyped] = useState(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== text) mend(line, column, typed)
  }
  return <form className="row" onSubmit={submit}><input className="input" aria-label={`${heading}改为`} maxLength={2000} value={typed} onChange={(event) => setTyped(event.target.value)} /><button className="btn" type="submit" disabled={typed === text}>改好</button></form>
}
