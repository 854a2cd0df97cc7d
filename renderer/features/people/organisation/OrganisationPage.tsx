import { useCallback, useState } from 'react'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { useAnswer } from '../useAnswer.ts'
import { BranchTab } from './BranchTab.tsx'
import { TransfersTab } from './TransfersTab.tsx'
import '../people.css'
import '../roster.css'

const names = { branch: '支委和党小组', transfers: '组织关系转接' } as const

/** Who leads the branch and its groups, or who comes and goes: two entries of the navigation. */
export function OrganisationPage({ tab }: { tab: keyof typeof names }) {
  const [on, setOn] = useState<IsoDate>(today())
  const ask = useCallback(() => callApi('organisation.get', { on }), [on])
  const { value: organisation, error, read } = useAnswer(ask)
  return (
    <div className="page">
      <div className="page-head">
        <div><h1>{names[tab]}</h1></div>
        {tab === 'branch' && <span className="row"><label htmlFor="organisation-date" className="mut">看哪一天</label><span style={{ width: 138 }}><DateInput id="organisation-date" value={on} onChange={setOn} /></span>{on !== today() && <button className="btn quiet" type="button" onClick={() => setOn(today())}>看今天</button>}</span>}
      </div>
      <div className="stack tab-panel">
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
