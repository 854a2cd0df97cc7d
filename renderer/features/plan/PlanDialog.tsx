import { Modal } from 'antd'
import { useState } from 'react'
import { chineseMonthDay, parseClock } from '../../../shared/domain/dates.ts'
import { kindFacts, meetingKinds, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { covers } from '../../../shared/domain/planCalendar.ts'
import { talkRelations } from '../../../shared/domain/talks.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { useAct } from '../../lib/useAct.ts'
import { BlockField, ChoiceField, Field, FormFault, LineField } from '../fusion/index.ts'
import type { ItemText, Plan } from './planStore.ts'

/** What of a kind asks for more: the 党小组 of its meeting, the relation of talks. */
const kindNames = Object.fromEntries(meetingKinds.map((kind) => [kind, kindFacts[kind].short])) as Record<MeetingKind, string>
const fields = ['on', 'startsAt', 'hours', 'people', 'place', 'topic', 'business', 'remarks', 'kind', 'part']

interface PlanDialogProps {
  plan: Pick<Plan, 'groups' | 'business'>
  item: ItemText
  title: string
  verb: string
  /** What a rule asks for stays what it is. */
  isKindFixed: boolean
  save(text: ItemText): Promise<unknown>
  /** Absent: it cannot be removed here. */
  remove?: () => Promise<unknown>
  onClose(): void
}

/** An activity as it is planned: when, who, where, and what of Party life and of business. */
export function PlanDialog({ plan, item, title, verb, isKindFixed, save, remove, onClose }: PlanDialogProps) {
  const [text, setText] = useState(item)
  const [time, setTime] = useState(item.startsAt ?? '')
  const [hours, setHours] = useState(item.hours === null || item.hours === undefined ? '' : String(item.hours))
  const acting = useAct()
  const put = (change: Partial<ItemText>) => setText((held) => ({ ...held, ...change }))
  const clock = time.trim() === '' ? '' : parseClock(time)
  const length = hours.trim() === '' ? null : Number(hours.normalize('NFKC'))
  const isLength = length === null || (length >= 0 && length <= 24 && Number.isInteger(length * 2))
  const parts: readonly string[] = text.kind === 'groupMeeting' ? plan.groups : text.kind === 'heartTalk' ? talkRelations : []
  const part = parts.includes(text.part ?? '') ? text.part ?? '' : parts[0] ?? ''
  const events = plan.business.filter((event) => (event.kind === 'market' || event.kind === 'meeting') && covers(event, text.on))
  const submit = () => { if (clock !== null && isLength) void acting.run(() => save({ ...text, startsAt: clock, hours: length, part: isKindFixed ? text.part ?? '' : part, eventId: events.some(({ id }) => id === text.eventId) ? text.eventId ?? null : null }), onClose) }
  return (
    <Modal open title={title} footer={null} width={680} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); submit() }}>
        {!isKindFixed && <ChoiceField label="活动" value={text.kind} options={meetingKinds} names={kindNames} onChange={(kind) => put({ kind })} />}
        {!isKindFixed && parts.length > 0 && <ChoiceField label={text.kind === 'groupMeeting' ? '党小组' : '谈话关系'} value={part} options={parts} names={Object.fromEntries(parts.map((one) => [one, one]))} onChange={(chosen) => put({ part: chosen })} />}
        <Field label="日期" wrong={acting.at('on')}>{(id) => <DateInput id={id} value={text.on} field="plan.on" onChange={(on) => put({ on })} />}</Field>
        <div className="form-entry thirds plan-time">
          <LineField label="开始时间" field="startsAt" value={time} maxLength={20} acting={acting} placeholder="14:30" onChange={setTime} />
          <LineField label="时长（小时）" field="hours" value={hours} maxLength={5} acting={acting} placeholder="1.5" onChange={setHours} />
        </div>
        {clock === null && <p className="error-text wide" role="alert">开始时间“{time}”读不懂，请写成 14:30。</p>}
        {!isLength && <p className="error-text wide" role="alert">时长填0到24，可以有半小时。</p>}
        <LineField label="参加人员" field="people" value={text.people ?? ''} maxLength={200} acting={acting} onChange={(people) => put({ people })} />
        <LineField label="地点" field="place" value={text.place ?? ''} maxLength={120} acting={acting} onChange={(place) => put({ place })} />
        <LineField label="党建和政治学习" field="topic" wide value={text.topic ?? ''} maxLength={200} acting={acting} placeholder="主题、题目或者议题；几个议题用；隔开" onChange={(topic) => put({ topic })} />
        <LineField label="业务学习和业务工作" field="business" wide value={text.business ?? ''} maxLength={200} acting={acting} placeholder="同一次活动里学什么业务、办什么业务" onChange={(business) => put({ business })} />
        {events.length > 0 && (
          <Field label="与业务工作合并" wide>{(id) => <select id={id} className="input" value={text.eventId ?? ''} onChange={({ target }) => put({ eventId: target.value === '' ? null : target.value })}><option value="">不合并</option>{events.map((event) => <option key={event.id} value={event.id}>{chineseMonthDay(event.from)}“{event.title}”</option>)}</select>}</Field>
        )}
        <BlockField label="备注" field="remarks" value={text.remarks ?? ''} maxLength={400} acting={acting} onChange={(remarks) => put({ remarks })} />
        <FormFault acting={acting} known={fields} />
        <div className="row wide form-foot">
          {remove && <button className="btn" type="button" disabled={acting.busy} onClick={() => void acting.run(remove, onClose)}>从计划删除</button>}
          <span className="spring" />
          <button className="btn quiet" type="button" onClick={onClose}>返回</button>
          <button className="btn primary" type="submit" disabled={acting.busy || clock === null || !isLength}>{acting.busy ? '正在保存…' : verb}</button>
        </div>
      </form>
    </Modal>
  )
}
