import { useEffect, useState } from 'react'
import { businessLineNames, businessLines, difficultyStateNames, difficultyStates, type DifficultyRow } from '../../../shared/domain/project.ts'
import { measureInShort } from '../../../shared/domain/projectProposal.ts'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { DifficultyDialog } from './DifficultyDialog.tsx'
import { DifficultyPanel } from './DifficultyPanel.tsx'
import { useFusion } from './fusionStore.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { ProjectDialog } from './ProjectDialog.tsx'
import { changeInWords, shortDay, withUnit } from './words.ts'
import { PartPage } from './PartPage.tsx'

type Open = { what: 'add' | 'import' | 'export' } | { what: 'edit' | 'start'; difficulty: DifficultyRow }

/** 难点清单: one row each; an open one without a Party measure stands out. */
export function DifficultiesPart() {
  const { difficulties, difficultyFilter: filter, filterDifficulties } = useFusion()
  const [open, setOpen] = useState<Open | null>(null)
  const [chosen, setChosen] = useState(() => useFusion.getState().wanted)
  useEffect(() => useFusion.setState({ wanted: null }), [])
  const rows = difficulties?.rows ?? []
  const unconverted = difficulties?.unconverted ?? 0
  const isNarrowed = filter.state !== '' || filter.line !== '' || filter.text !== ''
  const isEmpty = difficulties !== null && rows.length === 0 && !isNarrowed
  const shown = rows.find(({ id }) => id === chosen) ?? null
  const close = () => setOpen(null)
  return (
    <div className={`with-side ${shown ? 'open' : ''}`}>
      <PartPage isLoaded={difficulties !== null} summary={difficulties === null || isEmpty ? '业务上哪里难，党建就往哪里使劲' : `共${rows.length}个${unconverted === 0 ? '，都有对应的党建举措' : `，${unconverted}个还没有对应的党建举措`}`}
        actions={<>
          {!isEmpty && <button className="btn" type="button" onClick={() => setOpen({ what: 'export' })}>导出清单</button>}
          <button className="btn" type="button" onClick={() => setOpen({ what: 'import' })}>导入清单</button>
          <button className="btn primary" type="button" onClick={() => setOpen({ what: 'add' })}>登记难点</button>
        </>}>
        {isEmpty
          ? <div className="empty"><p>还没有业务难点。把部门的难点清单导入进来，或登记第一个；每个难点写明现状、目标、牵头人和时限，再看党建往哪里使劲。</p><button className="btn" type="button" onClick={() => setOpen({ what: 'import' })}>导入清单</button></div>
          : <>
            <div className="row wrap filters">
              <input className="input" type="search" placeholder="难点、牵头人、党建举措" aria-label="查找难点" value={filter.text} onChange={({ target }) => void filterDifficulties({ text: target.value })} />
              <select className="input" aria-label="业务条线" value={filter.line} onChange={({ target }) => void filterDifficulties({ line: businessLines.find((line) => line === target.value) ?? '' })}><option value="">全部条线</option>{businessLines.map((line) => <option key={line} value={line}>{businessLineNames[line]}</option>)}</select>
              <select className="input" aria-label="状态" value={filter.state} onChange={({ target }) => void filterDifficulties({ state: difficultyStates.find((state) => state === target.value) ?? '' })}><option value="">全部状态</option>{difficultyStates.map((state) => <option key={state} value={state}>{difficultyStateNames[state]}</option>)}</select>
            </div>
            <div className="table-room" tabIndex={0} role="region" aria-label="难点清单">
              <table className="plain list difficulties">
                <thead><tr><th scope="col">难点</th><th scope="col" className="col-line">条线</th><th scope="col" className="col-change">现状值 → 目标值</th><th scope="col" className="col-leader">牵头人</th><th scope="col" className="col-due">时限</th><th scope="col" className="col-measure">党建举措</th><th scope="col" className="col-state">状态</th></tr></thead>
                <tbody>{rows.map((row) => <Row key={row.id} row={row} isChosen={row.id === chosen} onOpen={() => setChosen(row.id)} onStart={() => setOpen({ what: 'start', difficulty: row })} />)}</tbody>
              </table>
              {rows.length === 0 && <p className="mut none">没有符合条件的难点。</p>}
            </div>
          </>}
      </PartPage>
      {shown && <DifficultyPanel key={shown.id} difficulty={shown} onClose={() => setChosen(null)} onEdit={() => setOpen({ what: 'edit', difficulty: shown })} onStart={() => setOpen({ what: 'start', difficulty: shown })} />}
      {open?.what === 'add' && <DifficultyDialog difficulty={null} onClose={close} />}
      {open?.what === 'edit' && <DifficultyDialog difficulty={open.difficulty} onClose={close} />}
      {open?.what === 'import' && <ImportDialog onClose={close} />}
      {open?.what === 'start' && <ProjectDialog project={null} difficulty={open.difficulty} onClose={close} />}
      {open?.what === 'export' && (
        <ExportForm title="导出难点清单" verb="导出清单" formats={['xlsx', 'docx', 'pdf']} fileName="业务难点清单" sensitive={null} count={(n) => `${n}个难点`} onClose={close}
          write={(fileToken, format) => callApi('difficulties.export', { fileToken, format, text: filter.text, ...(filter.state === '' ? {} : { state: filter.state }), ...(filter.line === '' ? {} : { line: filter.line }) })}>
          <p className="mut sm">{isNarrowed ? `导出当前筛选出的${rows.length}个难点。` : `导出全部${rows.length}个难点，按清单的顺序。`}</p>
        </ExportForm>
      )}
    </div>
  )
}

function Row({ row, isChosen, onOpen, onStart }: { row: DifficultyRow; isChosen: boolean; onOpen(): void; onStart(): void }) {
  const { title, line, baseline, target, unit, actual, leader, dueOn, projects, state, converted, overdue } = row
  const isBare = state === 'open' && !converted
  const inShort = measureInShort(row)
  return (
    <tr className={`${isChosen ? 'chosen' : ''} ${isBare ? 'bare' : ''}`}>
      <td title={title}><button className="row-link" type="button" onClick={onOpen}>{title}</button></td>
      <td className="line-cell">{businessLineNames[line]}</td>
      <td className="num" title={`${changeInWords(baseline, target, unit)}${actual === null ? '' : `，实际值${withUnit(actual, unit)}`}`}>{changeInWords(baseline, target, unit)}</td>
      <td title={leader}>{leader}</td>
      <td className={overdue ? 'late-due num' : 'num'}>{dueOn === null ? <span className="mut">未定</span> : shortDay(dueOn)}</td>
      <td title={inShort}>{isBare ? <span className="row"><span className="tag amber">还没有</span><button className="btn small" type="button" onClick={onStart}>立项</button></span> : inShort || <span className="mut">—</span>}</td>
      <td className="state-cell">{state === 'open' ? (overdue ? <span className="tag red">超过时限</span> : <>{difficultyStateNames.open}{projects.length === 0 && <span className="mut sm">　未立项</span>}</>) : <span className={`tag ${state === 'solved' ? 'green' : ''}`}>{difficultyStateNames[state]}</span>}</td>
    </tr>
  )
}
