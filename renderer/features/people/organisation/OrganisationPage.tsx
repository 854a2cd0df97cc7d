import { useCallback, useState } from 'react'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { leave, useRoute } from '../../session/index.ts'
import { useAnswer } from '../useAnswer.ts'
import { BranchTab } from './BranchTab.tsx'
import { TransfersTab } from './TransfersTab.tsx'
import '../people.css'
import '../roster.css'

const tabs = [{ key: 'branch', name: '支委和党小组' }, { key: 'transfers', name: '组织关系转接' }] as const
type Tab = (typeof tabs)[number]['key']

/** Who leads the branch and its groups, and who comes and goes. */
export function OrganisationPage({ tab }: { tab: Tab }) {
  const go = useRoute((state) => state.go)
  const [on, setOn] = useState<IsoDate>(today())
  const ask = useCallback(() => callApi('organisation.get', { on }), [on])
  const { value: organisation, error, read } = useAnswer(ask)
  return (
    <div className="page">
      <div className="page-head">
        <div><button className="btn link sm" type="button" onClick={() => void leave(() => go({ screen: 'people' }))}>‹ 党员名册</button><h1>{tabs.find(({ key }) => key === tab)?.name}</h1></div>
        {tab === 'branch' && <span className="row"><label htmlFor="organisation-date" className="mut">看哪一天</label><span style={{ width: 138 }}><DateInput id="organisation-date" value={on} onChange={setOn} /></span>{on !== today() && <button className="btn quiet" type="button" onClick={() => setOn(today())}>看今天</button>}</span>}
      </div>
      <div className="tabs" role="tablist" aria-label="组织">
        {tabs.map(({ key, name }) => <button key={key} id={`tab-${key}`} type="button" role="tab" aria-selected={tab === key} aria-controls={`panel-${key}`} onClick={() => void leave(() => go({ screen: 'organisation', tab: key }))}>{name}</button>)}
      </div>
      <div id={`panel-${tab}`} role="tabpanel" aria-labelledby={`tab-${tab}`} className="stack tab-panel">
        {tab === 'transfers' ? <TransfersTab /> : (
          <>
            {error && <ErrorNotice sentence={error.sentence} onAct={() => void read()} />}
            {organisation ? <BranchTab organisation={organisation} onChanged={read} /> : !error && <p className="mut late" role="status">正在读取…</p>}
          </>
        )}
      </div>
    </div>
  )
}
