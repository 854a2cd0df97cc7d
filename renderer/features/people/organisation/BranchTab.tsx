import { useState } from 'react'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import type { Group, Organisation } from '../../../../shared/domain/organisation.ts'
import { postNames } from '../../../../shared/domain/person.ts'
import { today } from '../../../lib/clock.ts'
import { CommitteeDialog } from './CommitteeDialog.tsx'
import { FindingsSection } from './FindingsSection.tsx'
import { GroupDialog, LeaderDialog } from './GroupDialogs.tsx'
import { TermSection } from './TermSection.tsx'

/** So many names of a group are told before they are counted. */
const mostNames = 30

/** The committee and the groups of a day at the left; what the rules say and the term at the right. */
export function BranchTab({ organisation, onChanged }: { organisation: Organisation; onChanged(): Promise<void> }) {
  const [dialog, setDialog] = useState<'committee' | 'groups' | 'leader' | null>(null)
  const { on, full, probationary, committee, groups, ungrouped, before } = organisation
  const close = () => setDialog(null)
  const done = async () => { close(); await onChanged() }
  return (
    <div className="organisation">
      <div>
        <section className="section" aria-labelledby="committee-head">
          <header><h2 id="committee-head">支部委员会<span className="mut">{on === today() ? '' : `${chineseDate(on)}　`}{committee.length}人</span></h2><button className="btn primary" type="button" onClick={() => setDialog('committee')}>登记改选或增补</button></header>
          {committee.length === 0 ? <p className="mut">{full < 7 ? '正式党员不足7人，设书记1名，必要时设副书记1名。' : `${chineseDate(on)}的名册里还没有支部委员。`}</p> : (
            <table className="plain"><thead><tr><th style={{ width: 120 }}>姓名</th><th>党内职务</th><th style={{ width: 170 }}>任职</th></tr></thead>
              <tbody>{committee.map(({ id, name, posts, since }) => <tr key={id}><td><b>{name}</b></td><td>{posts.map((post) => postNames[post]).join('、')}</td><td className="num">{since === null ? '' : `自${chineseDate(since)}`}</td></tr>)}</tbody></table>
          )}
          {before.length > 1 && (
            <details><summary className="mut">历次变动（{before.length}）</summary>
              <ul className="lines">{before.map(({ from, members }) => <li key={from}><span className="num" style={{ flex: 'none', width: 116 }}>{chineseDate(from)}起</span><span>{members.join('、') || '没有支部委员'}</span></li>)}</ul></details>
          )}
        </section>
        <section className="section" aria-labelledby="groups-head">
          <header><h2 id="groups-head">党小组<span className="mut">{groups.length}个，党员{full + probationary}人</span></h2><span className="row"><button className="btn" type="button" onClick={() => setDialog('leader')} disabled={groups.length === 0}>登记组长</button><button className="btn" type="button" onClick={() => setDialog('groups')}>调整党小组</button></span></header>
          {groups.length === 0 ? <p className="mut">还没有划分党小组。点“调整党小组”，选人编入。</p> : <div className="groups">{groups.map((group) => <GroupCard key={group.name} group={group} />)}</div>}
          {ungrouped.length > 0 && <p><span className="tag amber">没有编入</span> {ungrouped.slice(0, mostNames).map(({ name }) => name).join('、')}{ungrouped.length > mostNames && `等${ungrouped.length}人`}</p>}
        </section>
      </div>
      <div>
        <TermSection organisation={organisation} onChanged={onChanged} />
        <FindingsSection findings={organisation.findings} />
      </div>
      {dialog === 'committee' && <CommitteeDialog organisation={organisation} onClose={close} onDone={done} />}
      {dialog === 'groups' && <GroupDialog organisation={organisation} onClose={close} onDone={done} />}
      {dialog === 'leader' && <LeaderDialog organisation={organisation} onClose={close} onDone={done} />}
    </div>
  )
}

function GroupCard({ group: { name, leaders, members, full, probationary } }: { group: Group }) {
  const others = members.filter(({ isLeader }) => !isLeader)
  return (
    <article className="group">
      <h3><b>{name}</b><span className="mut sm num">{members.length}人{probationary > 0 && `（正式${full}，预备${probationary}）`}</span></h3>
      <p>{leaders.length === 0 ? <span className="tag amber">没有组长</span> : <>组长 <b>{leaders.join('、')}</b></>}</p>
      <p className="sm">{others.slice(0, mostNames).map((member) => `${member.name}${member.status === 'probationaryMember' ? '（预备）' : ''}`).join('、')}{others.length > mostNames && `等，共${members.length}人`}</p>
    </article>
  )
}
