import { useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { fieldOf, type FieldCode } from '../../../shared/domain/memberFields.ts'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { postNames, statusNames } from '../../../shared/domain/person.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { leave, useRoute } from '../session/index.ts'
import { AttendanceFacts, AwayWarning } from './AttendanceFacts.tsx'
import { ChangesSection, VoteProposal } from './ChangesSection.tsx'
import { HonoursSection } from './HonoursSection.tsx'
import { MaterialsSection } from './MaterialsSection.tsx'
import { ActError, CompletenessBar, NameLine, RemovePerson, standingLine } from './MemberHead.tsx'
import { useMemberFile, useOpenFile } from './memberFileStore.ts'
import { PhotoBox } from './PhotoBox.tsx'
import { Timeline } from './Timeline.tsx'
import './memberFile.css'

const tabs = ['基本情况', '经历', '材料', '时间线'] as const
type Tab = (typeof tabs)[number]

/** A value in the facts of the panel: sensitive ones with the way to see them for half a minute. */
function Fact({ file, code, note }: { file: MemberFile; code: FieldCode; note?: string }) {
  const { reveal, hide } = useMemberFile.getState()
  const shown = useMemberFile((state) => state.revealed[code])
  const stored = file.values.find((value) => value.code === code)
  if (!stored) return null
  const { label } = fieldOf[code]
  return (
    <><dt>{label === '公民身份号码' ? '身份证号' : label}</dt>
      <dd className="num">{shown ?? stored.text}{note !== undefined && note !== '' && <span className="mut sm">　{note}</span>}
        {stored.masked && (shown === undefined ? <button className="btn link sm fact-act" type="button" aria-label={`显示${label}`} onClick={() => void reveal(code)}>显示</button> : <button className="btn link sm fact-act" type="button" aria-label={`隐藏${label}`} onClick={() => hide(code)}>隐藏</button>)}</dd></>
  )
}

function Basics({ file, onGone }: { file: MemberFile; onGone(): void }) {
  const { standing: { status, posts, group, noVote }, history, age, partyAge, findings } = file
  const since = history.find((change) => change.field === 'posts' && change.from <= file.on)
  return (
    <>
      <AwayWarning attendance={file.attendance} />
      <VoteProposal file={file} />
      <dl className="facts">
        <dt>人员类别</dt><dd>{status === null ? '今天还不在册' : statusNames[status]}</dd>
        <Fact file={file} code="joinedOn" />
        <Fact file={file} code="fullOn" note={partyAge === null ? '' : `党龄${partyAge}年`} />
        <Fact file={file} code="idNumber" /><Fact file={file} code="mobile" />
        <Fact file={file} code="birthOn" note={age === null ? '' : `${age}岁`} />
        <Fact file={file} code="education" />
        <dt>党内职务</dt><dd>{posts.map((p) => postNames[p]).join('、') || '—'}{posts.length > 0 && since && <span className="mut sm">　自{chineseDate(since.from)}</span>}</dd>
        <dt>党小组</dt><dd>{group ?? '—'}</dd>
        {noVote !== null && <><dt>表决权</dt><dd>停止（{noVote}）</dd></>}
      </dl>
      {findings.length > 0 && <ul className="findings">{findings.map(({ kind, field, message, rule }) => <li key={`${kind} ${field}`} className="amber-text sm" title={rule}>{field === 'status' || field === 'posts' ? '' : `${fieldOf[field as FieldCode].label}：`}{message}</li>)}</ul>}
      {file.attendance && <AttendanceFacts attendance={file.attendance} />}
      <div><h3>最近</h3><Timeline file={file} few={3} /></div>
      <RemovePerson file={file} onGone={onGone} />
    </>
  )
}

/** The file of one person beside the list: what is asked most, and the way to the whole file. `onGone`: the person was deleted. */
export function MemberPanel({ id, onClose, onGone }: { id: string; onClose(): void; onGone(): void }) {
  const { reread } = useMemberFile.getState()
  const { file, failure } = useMemberFile()
  const go = useRoute((state) => state.go)
  const [tab, setTab] = useState<Tab>('基本情况')
  useOpenFile(id)
  const name = file?.id === id ? file.name : ''
  return (
    <aside className="panel member-panel" aria-label={`${name}的档案`} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) onClose() }}>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void reread()} />}
      {file === null || file.id !== id ? !failure && <p className="mut" role="status">正在读取档案…</p> : (
        <>
          <div className="member-head">
            <PhotoBox file={file} />
            <div className="member-title"><NameLine file={file} /><p className="mut sm">{standingLine(file)}</p><CompletenessBar file={file} /></div>
            <button className="btn quiet small" type="button" onClick={onClose}>关闭</button>
          </div>
          <button className="btn open-file" type="button" onClick={() => void leave(() => go({ screen: 'member', personId: id }))}>打开档案</button>
          <ActError />
          <div className="tabs" role="tablist" aria-label="档案的部分">{tabs.map((each) => <button key={each} type="button" role="tab" id={`tab-${each}`} aria-selected={tab === each} aria-controls="member-tab" onClick={() => setTab(each)}>{each}{each === '材料' && file.materials.length > 0 && ` ${file.materials.length}`}</button>)}</div>
          <div className="stack" role="tabpanel" id="member-tab" aria-labelledby={`tab-${tab}`}>
            {tab === '基本情况' && <Basics file={file} onGone={onGone} />}
            {tab === '经历' && <><ChangesSection file={file} /><HonoursSection file={file} /></>}
            {tab === '材料' && <MaterialsSection file={file} />}
            {tab === '时间线' && <Timeline file={file} />}
          </div>
        </>
      )}
    </aside>
  )
}
