import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { businessLineNames, difficultyStateNames, projectKindNames, projectStateNames, type DifficultyRow } from '../../../shared/domain/project.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { useRoute } from '../session/index.ts'
import { act, useFusion } from './fusionStore.ts'
import { ValueForm, ValueHistory } from './ValueForm.tsx'
import { withUnit } from './words.ts'

interface DifficultyPanelProps { difficulty: DifficultyRow; onClose(): void; onEdit(): void; onStart(): void }

/** One difficulty: what is known, its values with their history, and the carriers that stand against it. */
export function DifficultyPanel({ difficulty, onClose, onEdit, onStart }: DifficultyPanelProps) {
  const go = useRoute((state) => state.go)
  const [full, setFull] = useState<Output<'difficulties.get'> | null>(null)
  const acting = useAct()
  const { id, unit } = difficulty
  const { run } = acting
  const read = useCallback(async () => { setFull(await callApi('difficulties.get', { id })) }, [id])
  useEffect(() => { void run(read) }, [run, read, difficulty.revision])
  const showAgain = async () => { await Promise.all([useFusion.getState().load(), read().catch(() => setFull(null))]) }
  const facts: [string, string][] = [
    ['业务条线', businessLineNames[difficulty.line]], ['来源', difficulty.source], ['现状值', withUnit(difficulty.baseline, unit)], ['实际值', difficulty.actual === null ? '—' : `${withUnit(difficulty.actual, unit)}${difficulty.actualOn === null ? '' : `（${chineseDate(difficulty.actualOn)}）`}`], ['目标值', withUnit(difficulty.target, unit)],
    ['牵头人', difficulty.leader], ['责任支委', difficulty.committee], ['时限', difficulty.dueOn === null ? '' : chineseDate(difficulty.dueOn)], ['党建举措', difficulty.measure], ['状态', difficultyStateNames[difficulty.state]], ['佐证', difficulty.evidence],
  ]
  return (
    <aside className="panel" aria-label={difficulty.title}>
      <div className="row between panel-head"><h2>{difficulty.title}</h2><button className="btn quiet small" type="button" onClick={onClose}>关闭</button></div>
      {acting.error && <ErrorNotice sentence={acting.error.sentence} onAct={() => void acting.run(read)} />}
      <div className="row wrap"><button className="btn" type="button" onClick={onEdit}>修改</button>{difficulty.state === 'open' && <button className="btn" type="button" onClick={onStart}>立项</button>}
        <button className="btn quiet" type="button" onClick={() => void acting.run(() => act(() => callApi('difficulties.remove', { id })))}>删除</button></div>
      <dl className="facts">{facts.filter(([, text]) => text !== '').map(([name, text]) => <div key={name} className="fact"><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
      <section className="stack"><h3>项目</h3>
        {difficulty.projects.length === 0 ? <p className={difficulty.converted ? 'mut sm' : 'amber-text'}>{difficulty.converted ? '还没有立项。' : '还没有对应的党建举措：写明举措，或立一个项目。'}</p>
          : <ul className="plain-list">{difficulty.projects.map((project) => <li key={project.id}><button className="btn link" type="button" onClick={() => go({ screen: 'project', projectId: project.id })}>{project.title}</button> <span className="mut sm">{projectKindNames[project.kind]} · {projectStateNames[project.state]}</span></li>)}</ul>}
      </section>
      <section className="stack"><h3>数值</h3>
        <ValueForm unit={unit} values={full?.values.filter(({ role }) => role === 'actual') ?? []} onSave={(entry) => act(() => callApi('difficulties.setValue', { id, ...entry }), showAgain)} />
        {full && <ValueHistory unit={unit} values={full.values} />}
      </section>
    </aside>
  )
}
