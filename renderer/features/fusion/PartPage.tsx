import type { ReactNode } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { fusionPartNames, fusionParts, useFusion } from './fusionStore.ts'

interface PartPageProps { summary: string; actions: ReactNode; isLoaded: boolean; children: ReactNode }

/** Head and tabs of the room around one of its parts. */
export function PartPage({ summary, actions, isLoaded, children }: PartPageProps) {
  const { part, failure, show, load } = useFusion()
  return (
    <div className="page fusion-page">
      <div className="page-head">
        <div><h1>业务融合</h1><p className="mut sm">{summary}</p></div>
        <div className="row wrap">{actions}</div>
      </div>
      <div className="row between wrap">
        <div className="switch" role="group" aria-label="看什么">{fusionParts.map((each) => <button key={each} type="button" aria-pressed={each === part} onClick={() => show(each)}>{fusionPartNames[each]}</button>)}</div>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {isLoaded ? children : failure ? null : <p className="mut late" role="status">正在读取…</p>}
    </div>
  )
}
