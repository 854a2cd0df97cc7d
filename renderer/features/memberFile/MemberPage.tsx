import { useEffect } from 'react'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { fieldCodes, fieldGroupNames, fieldGroups, fieldOf, type FieldGroup } from '../../../shared/domain/memberFields.ts'
import type { FieldChange, MemberFile } from '../../../shared/domain/memberFile.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { clockTime } from '../../lib/clock.ts'
import { loadPinyin } from '../../lib/pinyin.ts'
import { leave, useRoute } from '../session/index.ts'
import { AttendanceFacts, AwayWarning } from './AttendanceFacts.tsx'
import { ChangesSection, VoteProposal } from './ChangesSection.tsx'
import { FieldRow } from './FieldRow.tsx'
import { HonoursSection } from './HonoursSection.tsx'
import { MaterialsSection } from './MaterialsSection.tsx'
import { ActError, CompletenessBar, NameLine, RemovePerson, standingLine } from './MemberHead.tsx'
import { useMemberFile, useOpenFile } from './memberFileStore.ts'
import { PhotoBox } from './PhotoBox.tsx'
import { PrivacySection } from './PrivacySection.tsx'
import { Timeline } from './Timeline.tsx'
import './memberFile.css'

const sections = [...fieldGroups.map((group) => ({ id: group as string, name: fieldGroupNames[group] })), { id: 'changes', name: '变动' }, { id: 'honours', name: '奖惩和评议' }, { id: 'attendance', name: '组织生活' }, { id: 'materials', name: '材料' }, { id: 'timeline', name: '时间线' }, { id: 'edits', name: '修改历史' }, { id: 'privacy', name: '查看记录' }]
const ways: Record<FieldChange['way'], string> = { entry: '', import: '导入', bulk: '批量', merge: '合并', undo: '撤销' }

/** 党龄 and age stand beside the days they are counted from. */
function derived(file: MemberFile, code: string): string | null {
  if (code === 'birthOn' && file.age !== null) return `${file.age}岁`
  if (code === 'fullOn' && file.partyAge !== null) return `党龄${file.partyAge}年，自转正之日起算`
  if (code === 'joinedOn') return '支部党员大会通过为预备党员之日'
  return null
}

function Group({ file, group }: { file: MemberFile; group: FieldGroup }) {
  return (
    <section className="card member-fields" id={`member-${group}`} aria-labelledby={`member-head-${group}`}>
      <h2 id={`member-head-${group}`}>{fieldGroupNames[group]}</h2>
      <div className="fields">{fieldCodes.filter((code) => fieldOf[code].group === group).map((code) => {
        const note = derived(file, code)
        return <FieldRow key={code} file={file} code={code}>{note !== null && <p className="mut sm">{note}</p>}</FieldRow>
      })}</div>
    </section>
  )
}

function Edits({ edits }: { edits: readonly FieldChange[] }) {
  if (edits.length === 0) return <p className="mut sm">还没有修改过。每一项的每次修改都会记在这里：由什么改为什么、什么时候、谁改的。</p>
  return (
    <div className="access-room" role="region" aria-label="每一次修改" tabIndex={0}>
      <table className="plain"><thead><tr><th>时间</th><th>项目</th><th>由</th><th>改为</th><th>操作人</th></tr></thead>
        <tbody>{edits.map(({ field, before, after, at, who, way }, index) => <tr key={index}><td className="num">{chineseDate(localDay(new Date(at)))} <span className="mut">{clockTime(at)}</span></td><td>{fieldOf[field].label}</td><td>{before ?? <span className="mut">空</span>}</td><td>{after ?? <span className="mut">空</span>}</td><td>{who}{ways[way] !== '' && <span className="tag">{ways[way]}</span>}</td></tr>)}</tbody></table>
    </div>
  )
}

const scrollTo = (id: string): void => document.getElementById(`member-${id}`)?.scrollIntoView({ block: 'start' })

/** The whole file of one person: fields in two columns by group, each saved when it is left, and all that belongs to the person. */
export function MemberPage({ personId }: { personId: string }) {
  const { reread } = useMemberFile.getState()
  const { file, failure } = useMemberFile()
  const go = useRoute((state) => state.go)
  useOpenFile(personId)
  useEffect(() => { void loadPinyin() }, [])
  const toPeople = () => go({ screen: 'people' })
  if (failure) return <div className="page"><h1>党员档案</h1><ErrorNotice sentence={failure.sentence} onAct={() => (failure.code === 'NOT_FOUND' ? toPeople() : void reread())} /></div>
  if (file === null || file.id !== personId) return <div className="page"><h1>党员档案</h1><p className="mut" role="status">正在读取档案…</p></div>
  return (
    <div className="member-page">
      <header className="member-bar">
        <PhotoBox file={file} />
        <div className="member-title"><p className="sm"><button className="btn link" type="button" onClick={() => void leave(toPeople)}>党员</button></p><NameLine file={file} level="h1" /><p className="mut sm">{standingLine(file)}</p></div>
        <CompletenessBar file={file} />
        <button className="btn" type="button" onClick={() => void leave(() => go({ screen: 'development', personId }))}>发展过程</button>
      </header>
      <nav className="member-nav" aria-label="档案的部分"><ol>{sections.map(({ id, name }) => <li key={id}><button type="button" onClick={() => scrollTo(id)}>{name}</button></li>)}</ol></nav>
      <div className="member-body">
        <ActError />
        <AwayWarning attendance={file.attendance} />
        <VoteProposal file={file} />
        {fieldGroups.map((group) => <Group key={group} file={file} group={group} />)}
        <section className="card" id="member-changes" aria-labelledby="member-head-changes"><h2 id="member-head-changes">变动</h2><ChangesSection file={file} /></section>
        <section className="card" id="member-honours" aria-labelledby="member-head-honours"><h2 id="member-head-honours">奖惩和评议</h2><HonoursSection file={file} /></section>
        <section className="card" id="member-attendance" aria-labelledby="member-head-attendance"><h2 id="member-head-attendance">组织生活</h2>{file.attendance ? <AttendanceFacts attendance={file.attendance} /> : <p className="mut sm">不是党员，没有应到的会议。</p>}</section>
        <section className="card" id="member-materials" aria-labelledby="member-head-materials"><h2 id="member-head-materials">材料</h2><MaterialsSection file={file} /></section>
        <section className="card" id="member-timeline" aria-labelledby="member-head-timeline"><h2 id="member-head-timeline">时间线</h2><Timeline file={file} /></section>
        <section className="card" id="member-edits" aria-labelledby="member-head-edits"><h2 id="member-head-edits">修改历史</h2><Edits edits={file.edits} /></section>
        <section className="card" id="member-privacy" aria-labelledby="member-head-privacy"><h2 id="member-head-privacy">查看记录和本人权利</h2><PrivacySection file={file} onGone={() => void reread()} /></section>
        <div><RemovePerson file={file} onGone={toPeople} /></div>
      </div>
    </div>
  )
}
