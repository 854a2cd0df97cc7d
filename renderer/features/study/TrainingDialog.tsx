import { Modal } from 'antd'
import { useMemo, useState } from 'react'
import { chineseMonthDay, daysBetween, type IsoDate } from '../../../shared/domain/dates.ts'
import { studyKindNames, studyKinds, type StudyKind } from '../../../shared/domain/study.ts'
import { hoursOfDays } from '../../../shared/domain/studyHours.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { ProofFiles } from '../actions/index.ts'
import { ChoiceField, DayField, Field, FormFault, LineField, PersonField, useTyped } from '../fusion/index.ts'
import { act, type Ledger, type Training } from './studyStore.ts'

interface Draft { name: string; from: IsoDate; to: IsoDate; title: string; organiser: string; kind: StudyKind; hours: string; makeUpOf: string }
const fields = ['personId', 'from', 'to', 'title', 'organiser', 'kind', 'hours', 'makeUpOf']
const load = (proofId: string) => callApi('study.fileContent', { proofId })

interface TrainingDialogProps { ledger: Ledger; training: Training | null; personId?: string; onClose(): void }

/** Training that no record tells, with its proof; once it is stored the proof is added to it here. */
export function TrainingDialog({ ledger, training: given, personId = '', onClose }: TrainingDialogProps) {
  const [training, setTraining] = useState(given)
  const [first, setFirst] = useState<Draft>(() => (given === null ? { name: ledger.rows.find((row) => row.personId === personId)?.name ?? '', from: today(), to: today(), title: '', organiser: '', kind: 'theory', hours: '', makeUpOf: '' } : { ...given, makeUpOf: given.makeUpOf ?? '' }))
  const [draft, setDraft] = useState(first)
  const acting = useAct()
  const proving = useAct()
  useTyped(draft !== first)
  const put = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const days = daysBetween(draft.from, draft.to) + 1
  const offered = days < 1 || days > 366 ? [] : days === 1 ? ['0.5', '1'] : [String(days)]
  const whose = ledger.rows.find((row) => row.name === draft.name.trim()) ?? (training !== null && draft.name === training.name ? training : undefined)
  const people = useMemo(() => ledger.rows.map((row) => ({ name: row.name, note: row.isHere ? [row.post, row.group].filter((part) => part !== '').join('，') : '已不在本支部' })), [ledger.rows])
  const submit = (isEnd: boolean) => acting.run(async () => {
    const { makeUpOf, from, to, title, organiser, kind, hours } = draft
    const stored = await act(() => callApi('study.saveTraining', { ...(training === null ? {} : { id: training.id, revision: training.revision }), personId: whose?.personId ?? '', from, to, title, organiser, kind, hours, makeUpOf: makeUpOf === '' ? null : makeUpOf }))
    if (isEnd) return onClose()
    const kept = { ...stored, makeUpOf: stored.makeUpOf ?? '' }
    setFirst(kept)
    setDraft(kept)
    setTraining(stored)
  })
  const prove = async <T extends Training | { training: Training }>(work: () => Promise<T>): Promise<T> => {
    const found = await act(work)
    setTraining('training' in found ? found.training : found)
    return found
  }
  const isFilled = whose !== undefined && draft.title.trim() !== '' && draft.hours.trim() !== ''
  const meetings = ledger.proposals.filter(({ meetingId, people }) => people > 0 || meetingId === draft.makeUpOf)
  return (
    <Modal open title={training === null ? '登记培训' : `${training.name}的培训`} footer={null} width={680} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit(true) }}>
        <div className="form-entry"><PersonField label="党员" field="personId" value={draft.name} people={people} acting={acting} onChange={(name) => put({ name })} />
          {draft.name.trim() !== '' && whose === undefined && <p className="amber-text sm">这一年的名册里没有“{draft.name.trim()}”，请从名单里选。</p>}</div>
        <ChoiceField label="类别" value={draft.kind} options={studyKinds} names={studyKindNames} onChange={(kind) => put({ kind })} />
        <LineField label="培训名称" field="title" wide value={draft.title} maxLength={200} acting={acting} placeholder="例如：县委党校党员轮训班" onChange={(title) => put({ title })} />
        <DayField label="开始日期" field="from" value={draft.from} acting={acting} onChange={(from) => { if (from !== null) put({ from, ...(draft.to < from || draft.to === draft.from ? { to: from } : {}) }) }} />
        <DayField label="结束日期" field="to" value={draft.to} acting={acting} onChange={(to) => { if (to !== null) put({ to }) }} />
        <LineField label="主办单位" field="organiser" value={draft.organiser} maxLength={120} acting={acting} placeholder="例如：县委组织部、原支部" onChange={(organiser) => put({ organiser })} />
        <div className="form-entry"><LineField label="学时" field="hours" value={draft.hours} maxLength={10} acting={acting} onChange={(hours) => put({ hours })} />
          <p className="mut sm">{offered.map((day) => { const hours = hoursOfDays(day) ?? ''; return <button key={day} className="btn link sm" type="button" onClick={() => put({ hours })}>脱产{day === '0.5' ? '半' : day}天＝{hours}学时</button> })}</p></div>
        <Field label="补学" note="补的是本支部哪次会议；记录里已经算过的不重复计" wide wrong={acting.at('makeUpOf')}>{(id) => <select id={id} className="input" value={draft.makeUpOf} onChange={({ target }) => put({ makeUpOf: target.value })}><option value="">不是补学</option>{meetings.map(({ meetingId, heldOn, title }) => <option key={meetingId} value={meetingId}>{chineseMonthDay(heldOn)} {title}</option>)}{draft.makeUpOf !== '' && !meetings.some(({ meetingId }) => meetingId === draft.makeUpOf) && <option value={draft.makeUpOf}>以前的一次会议</option>}</select>}</Field>
        <FormFault acting={acting} known={fields} />
        {training !== null && <div className="wide"><ProofFiles title="培训证明" level={2} none="还没有文件。结业证、通知、签到表的照片或PDF都可以，加密保存。" files={training.files} acting={proving} load={load}
          add={(fileTokens) => prove(() => callApi('study.addFiles', { id: training.id, fileTokens }))} remove={(proofId) => prove(() => callApi('study.removeFile', { proofId }))} open={(id) => callApi('study.openFile', { id })} /></div>}
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>{training === null ? '不登记' : '关闭'}</button>
          {training === null && <button className="btn" type="button" disabled={acting.busy || !isFilled} onClick={() => void submit(false)}>登记并添加证明</button>}
          <button className="btn primary" type="submit" disabled={acting.busy || !isFilled || (training !== null && draft === first)}>{acting.busy ? '正在保存…' : training === null ? '登记培训' : '保存修改'}</button></div>
      </form>
    </Modal>
  )
}
