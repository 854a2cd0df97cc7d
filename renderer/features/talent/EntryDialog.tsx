import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { statusNames } from '../../../shared/domain/person.ts'
import { talentDirections, talentStateNames, talentStates, type TalentDirection, type TalentState } from '../../../shared/domain/talent.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { BlockField, ChoiceField, DayField, FormFault, LineField, PersonField, useTyped } from '../fusion/index.ts'
import { MeetingField } from './MeetingField.tsx'
import { act, useTalent, type Entry } from './talentStore.ts'

const directions: Record<TalentDirection, string> = { toMember: '把骨干培养成党员', toBackbone: '把党员培养成骨干' }
const fields = ['personId', 'mentorId', 'criteria', 'documentNo', 'meetingId', 'startsOn', 'plannedEnd', 'stages', 'endedOn', 'endReason', 'endProof']
interface Stage { id: string | null; on: IsoDate; content: string; result: string }
interface Draft { name: string; direction: TalentDirection; criteria: string; documentNo: string; mentor: string; meetingId: string | null; startsOn: IsoDate; plannedEnd: IsoDate | null; stages: Stage[]; state: TalentState; endedOn: IsoDate | null; endReason: string; endProof: string }
/** How an entry is offered to end: what roster or file say. */
export interface Ending { state: TalentState; on: IsoDate | null; proof: string }

const draftOf = (entry: Entry | null, ending: Ending | undefined): Draft => {
  if (entry === null) return { name: '', direction: 'toMember', criteria: '', documentNo: '', mentor: '', meetingId: null, startsOn: today(), plannedEnd: null, stages: [], state: 'training', endedOn: null, endReason: '', endProof: '' }
  const { stages, meeting, ...held } = entry
  return { ...held, meetingId: meeting?.id ?? null, stages: stages.map((stage) => ({ ...stage })), ...(ending === undefined ? {} : { state: ending.state, endedOn: ending.on, endProof: ending.proof }) }
}

/** Somebody in the pool as they are registered, led on, and how it ended. */
export function EntryDialog({ entry, ending, onClose }: { entry: Entry | null; ending?: Ending; onClose(): void }) {
  const [first] = useState(() => draftOf(entry, undefined))
  const [draft, setDraft] = useState(() => draftOf(entry, ending))
  const [people, setPeople] = useState<readonly { id: string; name: string; note: string }[]>([])
  const [unread, setUnread] = useState<ApiError | null>(null)
  const acting = useAct()
  const choose = useTalent((state) => state.choose)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first)
  useTyped(isChanged)
  useEffect(() => {
    callApi('members.rosterOn', { date: today() }).then((roster) => setPeople(roster.map(({ id, name, status, group }) => ({ id, name, note: [statusNames[status], group ?? ''].filter((part) => part !== '').join('，') }))), (thrown: unknown) => setUnread(asApiError(thrown)))
  }, [])
  const put = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const putStage = (at: number, change: Partial<Stage>) => put({ stages: draft.stages.map((stage, index) => (index === at ? { ...stage, ...change } : stage)) })
  const idOf = (name: string): string | undefined => people.find((person) => person.name === name.trim())?.id
  // Somebody who has left the roster since stays who they are.
  const personId = idOf(draft.name) ?? (entry !== null && draft.name === entry.name ? entry.personId : undefined)
  const mentorId = draft.mentor.trim() === '' ? null : idOf(draft.mentor) ?? (entry !== null && draft.mentor === entry.mentor ? entry.mentorId : undefined)
  const stages = draft.stages.filter(({ content, result }) => content.trim() !== '' || result.trim() !== '')
  const isFilled = personId !== undefined && mentorId !== undefined && stages.every(({ content }) => content.trim() !== '')
  const submit = () => acting.run(async () => {
    const { direction, criteria, documentNo, meetingId, startsOn, plannedEnd, state, endedOn, endReason, endProof } = draft
    const stored = await act(() => callApi('talent.save', {
      ...(entry === null ? {} : { id: entry.id, revision: entry.revision }), personId: personId ?? '', mentorId: mentorId ?? null, direction, criteria, documentNo, meetingId, startsOn, plannedEnd, state, endedOn, endReason, endProof,
      stages: stages.map(({ id, ...stage }) => (id === null ? stage : { ...stage, id })),
    }))
    if (entry === null) { useTalent.getState().show('pool'); choose(stored.id) }
    onClose()
  })
  const notKnown = (name: string, id: string | null | undefined) => name.trim() !== '' && id === undefined && people.length > 0 && <p className="amber-text sm">名册里没有“{name.trim()}”，请从名单里选。</p>
  return (
    <Modal open title={entry === null ? '登记培养对象' : `${entry.name}的培养`} footer={null} width={720} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <form className="form-entries talent-form" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        {unread && <p className="error-text wide" role="alert">名册读不出来：{unread.sentence.happened}</p>}
        <div className="form-entry"><PersonField label="姓名" field="personId" value={draft.name} people={people} acting={acting} onChange={(name) => put({ name })} />{notKnown(draft.name, personId)}</div>
        <ChoiceField label="方向" value={draft.direction} options={talentDirections} names={directions} onChange={(direction) => put({ direction })} />
        <DayField label="开始日期" field="startsOn" value={draft.startsOn} acting={acting} onChange={(startsOn) => { if (startsOn !== null) put({ startsOn }) }} />
        <DayField label="计划结束日期" field="plannedEnd" value={draft.plannedEnd} acting={acting} onChange={(plannedEnd) => put({ plannedEnd })} />
        <div className="form-entry"><PersonField label="导师" field="mentorId" value={draft.mentor} people={people} acting={acting} onChange={(mentor) => put({ mentor })} />{notKnown(draft.mentor, mentorId)}</div>
        <LineField label="条件的依据" note="文号或证书" field="documentNo" value={draft.documentNo} maxLength={120} acting={acting} placeholder="例如：县局〔2026〕12号" onChange={(documentNo) => put({ documentNo })} />
        <BlockField label="符合的条件" field="criteria" value={draft.criteria} maxLength={3000} acting={acting} placeholder="例如：技能等级三级（高级）；2025年获本单位先进工作者" onChange={(criteria) => put({ criteria })} />
        <MeetingField label="哪次支委会决定的" year={Number(draft.startsOn.slice(0, 4))} value={draft.meetingId} known={entry?.meeting ?? null} wrong={acting.at('meetingId')} onChange={(meetingId) => put({ meetingId })} />
        <fieldset className="wide talent-stages"><legend className="label">培养阶段</legend>
          {draft.stages.map((stage, at) => (
            <div key={stage.id ?? `new ${at}`} className="talent-stage">
              <input className="input num" type="date" aria-label={`第${at + 1}个阶段的日期`} min="1900-01-01" max="2200-12-31" value={stage.on} onChange={({ target }) => { if (target.value !== '') putStage(at, { on: target.value }) }} />
              <LineInput label={`第${at + 1}个阶段做什么`} value={stage.content} field={`stages.${at}.content`} maxLength={300} placeholder="做什么" onChange={(content) => putStage(at, { content })} />
              <LineInput label={`第${at + 1}个阶段的结果`} value={stage.result} field={`stages.${at}.result`} maxLength={500} placeholder="结果" onChange={(result) => putStage(at, { result })} />
              <button className="btn quiet small" type="button" aria-label={`删除第${at + 1}个阶段`} onClick={() => put({ stages: draft.stages.filter((_each, index) => index !== at) })}>删除</button>
            </div>
          ))}
          {acting.at('stages') !== undefined && <p className="error-text" role="alert">{acting.at('stages')}</p>}
          <button className="btn small" type="button" disabled={draft.stages.length >= 60} onClick={() => put({ stages: [...draft.stages, { id: null, on: today(), content: '', result: '' }] })}>添加阶段</button>
        </fieldset>
        <ChoiceField label="状态" value={draft.state} options={talentStates} names={talentStateNames} onChange={(state) => put({ state, endedOn: state === 'training' ? null : draft.endedOn ?? today() })} />
        {draft.state !== 'training' && <DayField label={draft.state === 'converted' ? '转化日期' : '退出日期'} field="endedOn" value={draft.endedOn} acting={acting} onChange={(endedOn) => put({ endedOn })} />}
        {draft.state === 'converted' && <LineField label={draft.direction === 'toMember' ? '依据（大会通过为预备党员的会议或批复）' : '依据（认定为业务骨干的文号）'} field="endProof" wide value={draft.endProof} maxLength={200} acting={acting} onChange={(endProof) => put({ endProof })} />}
        {draft.state === 'left' && <LineField label="退出原因" field="endReason" wide value={draft.endReason} maxLength={300} acting={acting} placeholder="例如：工作调动" onChange={(endReason) => put({ endReason })} />}
        {draft.state === 'converted' && <p className="mut sm wide">只登记培养结果，不改人员类别和骨干标记；那两项在档案里改。</p>}
        <FormFault acting={acting} known={fields} />
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>{entry === null ? '不登记' : '不修改'}</button><button className="btn primary" type="submit" disabled={acting.busy || !isFilled || (entry !== null && !isChanged)}>{acting.busy ? '正在保存…' : entry === null ? '列入培养库' : '保存修改'}</button></div>
      </form>
    </Modal>
  )
}
