import { useState } from 'react'
import { labelOf, skillLevels, titles } from '../../../shared/domain/memberCodes.ts'
import { talentDirectionNames, talentDirections, talentDirectionWords, type TalentDirection } from '../../../shared/domain/talent.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { LimitsDialog } from './LimitsDialog.tsx'
import { act, useTalent, type Candidate, type Proposal } from './talentStore.ts'

/** Whom the data would propose, each with reasons; the officer ticks what the committee made of it. */
export function ProposalPart({ proposal }: { proposal: Proposal }) {
  const { choices, decide } = useTalent()
  const newMeeting = useRoute((state) => state.newMeeting)
  const [deciding, setDeciding] = useState(false)
  const [limiting, setLimiting] = useState(false)
  const acting = useAct()
  const { year, candidates, decided, lacking, inPool, limits, agenda } = proposal
  const chosen = candidates.filter(({ personId }) => choices.has(personId))
  const toMeeting = () => void leave(() => newMeeting('committeeMeeting', { heldOn: today(), agenda: [{ ...agenda, nature: 'party' }] }))
  return (
    <div className="talent-proposal">
      <div className="row between wrap">
        <p className="mut sm talent-lead">按档案、奖励、项目和议定事项提出，只供支委会研究，不改人员类别和骨干标记。近{limits.awardYears}年有奖励或项目、技能等级{labelOf(skillLevels, limits.skillFrom)}或职称{labelOf(titles, limits.titleFrom)}及以上的提出；培养成党员的还要是业务骨干或{limits.youngAge}岁及以下，已申请入党的也算。理由多的在前，其次年轻的；处分影响期等请另外核对。</p>
        <div className="row"><button className="btn" type="button" onClick={() => setLimiting(true)}>调整条件</button><button className="btn" type="button" disabled={candidates.length === 0} onClick={toMeeting}>作为议题开支委会</button>
          <button className="btn primary" type="button" disabled={chosen.length === 0} onClick={() => setDeciding(true)}>{chosen.length === 0 ? '先选人' : `登记决定（${chosen.length}人）`}</button></div>
      </div>
      <FormFault acting={acting} known={[]} />
      <div className="talent-lists" tabIndex={0} role="region" aria-label={`${year}年建议人选`}>
        {candidates.length === 0 && <div className="empty"><p>{decided.length > 0 ? `${year}年提出的人选都已经决定。` : `按现在的档案，没有可以提出的人选。在“党员”里填写出生日期、技能等级、职称、奖励和骨干认定后，这里会按条件列出。`}</p></div>}
        {talentDirections.map((direction) => <Candidates key={direction} direction={direction} candidates={candidates.filter((each) => each.direction === direction)} />)}
        {decided.length > 0 && (
          <section aria-labelledby="decided-head"><h2 id="decided-head">{year}年已决定的 <span className="mut sm num">{decided.length}人</span></h2>
            <table className="plain list talent-decided"><thead><tr><th scope="col" className="talent-name">姓名</th><th scope="col" className="talent-way">方向</th><th scope="col" className="talent-way">决定</th><th scope="col">理由和会议</th><th scope="col" className="talent-acts"><span className="visually-hidden">操作</span></th></tr></thead>
              <tbody>{decided.map(({ personId, name, direction, outcome, reason, meeting }) => (
                <tr key={`${personId} ${direction}`}><td title={name}>{name}</td><td>{talentDirectionNames[direction]}</td><td>{outcome === 'listed' ? <span className="tag green">已列入</span> : <span className="tag">本年不列入</span>}</td>
                  <td className="wraps">{[reason, meeting?.title ?? ''].filter((part) => part !== '').join('；') || <span className="mut">—</span>}</td>
                  <td className="talent-acts"><button className="btn quiet small" type="button" aria-label={`重新考虑${name}`} disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('talent.reconsider', { year, personId, direction })), () => decide(personId, null))}>重新考虑</button></td></tr>
              ))}</tbody></table>
          </section>
        )}
        {(lacking.length > 0 || inPool > 0) && (
          <section aria-labelledby="lacking-head"><h2 id="lacking-head">没有提出的</h2>
            {inPool > 0 && <p className="mut sm">{inPool}人已经在培养库里，不再提出。</p>}
            {lacking.map(({ what, people }) => <p key={what} className="sm talent-lacking"><span className="amber-text">{people.length}人的档案没有填{what}，可能因此没有提出：</span><People people={people} /></p>)}
          </section>
        )}
      </div>
      {deciding && <DecideDialog year={year} chosen={chosen} onClose={() => setDeciding(false)} />}
      {limiting && <LimitsDialog limits={limits} onClose={() => setLimiting(false)} />}
    </div>
  )
}

const mostNamed = 20
function People({ people }: { people: readonly { id: string; name: string }[] }) {
  const go = useRoute((state) => state.go)
  return <>{people.slice(0, mostNamed).map(({ id, name }, at) => <span key={id}>{at > 0 && '、'}<button className="btn link sm" type="button" onClick={() => void leave(() => go({ screen: 'member', personId: id }))}>{name}</button></span>)}{people.length > mostNamed && `等${people.length}人`}</>
}

/** So many rows are drawn at first, and with each further press: a large unit may have a thousand. */
const rowsShown = 200

function Candidates({ direction, candidates }: { direction: TalentDirection; candidates: readonly Candidate[] }) {
  const { choices } = useTalent()
  const [shown, setShown] = useState(rowsShown)
  const go = useRoute((state) => state.go)
  if (candidates.length === 0) return null
  return (
    <section aria-labelledby={`to-${direction}`}><h2 id={`to-${direction}`}>{talentDirectionWords[direction]} <span className="mut sm num">{talentDirectionNames[direction]}　{candidates.length}人</span></h2>
      <table className="plain list talent-candidates"><thead><tr><th scope="col" className="talent-name">姓名</th><th scope="col" className="talent-standing">类别和岗位</th><th scope="col" className="r talent-age">年龄</th><th scope="col">理由</th><th scope="col" className="talent-choice">支委会的决定</th></tr></thead>
        <tbody>{candidates.slice(0, shown).map(({ personId, name, standing, department, age, reasons, lacks, isSure }) => {
          return (
            <tr key={personId} className={choices.has(personId) ? 'chosen' : ''}>
              <td title={name}><button className="btn link talent-link" type="button" onClick={() => void leave(() => go({ screen: 'member', personId }))}>{name}</button></td>
              <td className="wraps">{standing}{department !== '' && <span className="mut sm"><br />{department}</span>}</td>
              <td className="r num">{age === null ? <span className="mut">—</span> : `${age}岁`}</td>
              <td className="wraps">{reasons.map(({ text }) => text).join('；')}{lacks.length > 0 && <span className={isSure ? 'mut sm' : 'amber-text'}><br />{isSure ? `档案还缺${lacks.join('、')}` : `没有填${lacks.join('、')}，不知道是否符合年龄，请核对`}</span>}</td>
              <td><Choice personId={personId} name={name} /></td>
            </tr>
          )
        })}</tbody></table>
      {candidates.length > shown && <button className="btn small talent-more" type="button" onClick={() => setShown(shown + rowsShown)}>还有{candidates.length - shown}人，再列出一些</button>}
    </section>
  )
}

/** One of the two or none: what is ticked anew takes the other's place. */
function Choice({ personId, name }: { personId: string; name: string }) {
  const { choices, decide } = useTalent()
  const choice = choices.get(personId)
  return (
    <span className="row talent-choices">
      <label><input type="checkbox" aria-label={`${name}列入培养库`} checked={choice === 'listed'} onChange={({ target }) => decide(personId, target.checked ? 'listed' : null)} />列入</label>
      <label><input type="checkbox" aria-label={`${name}本年不列入`} checked={choice === 'declined'} onChange={({ target }) => decide(personId, target.checked ? 'declined' : null)} />不列入</label>
    </span>
  )
}
