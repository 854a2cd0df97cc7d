import { memo } from 'react'
import { parseClock, weekdayOf } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { useEditor } from './editorStore.ts'
import type { Draft } from './draft.ts'

type Basics = Pick<Draft, 'kind' | 'group' | 'title' | 'heldOn' | 'startsAt' | 'endsAt' | 'place' | 'chair' | 'recorder'>

/** When, where, who led and who wrote it down. */
export const BasicSection = memo(function BasicSection({ kind, group, title, heldOn, startsAt, endsAt, place, chair, recorder, people, groups }: Basics & { people: readonly KnownPerson[]; groups: readonly string[] }) {
  const { edit, setDay, setGroup } = useEditor.getState()
  const { expects, record } = kindFacts[kind]
  const clock = (field: 'startsAt' | 'endsAt') => (typed: string) => {
    const read = parseClock(typed)
    if (read !== null && read !== typed) edit(() => ({ [field]: read }))
  }
  return (
    <section id="section-basics" aria-label="基本情况">
      <LineInput className="title-input" label={`${record}名称`} value={title} field="title" maxLength={200} placeholder={`${record}名称`} onChange={(text) => edit(() => ({ title: text }))} />
      {expects === 'group' && (
        <div className="group-choice"><label className="label" htmlFor="party-group">党小组</label>
          <select id="party-group" className="input" data-field="group" value={group} onChange={(event) => void setGroup(event.target.value)}><option value="">请选择</option>{groups.map((name) => <option key={name} value={name}>{name}</option>)}</select></div>
      )}
      <div className="basics">
        <div><label className="label" htmlFor="held-on">日期 <span className="mut">{weekdayOf(heldOn)}</span></label><DateInput id="held-on" field="heldOn" value={heldOn} onChange={(day) => void setDay(day)} /></div>
        <div><label className="label" htmlFor="starts-at">开始</label><LineInput id="starts-at" value={startsAt} field="startsAt" maxLength={20} placeholder="14:30" className="num" onChange={(text) => edit(() => ({ startsAt: text }))} onLeave={clock('startsAt')} /></div>
        <div><label className="label" htmlFor="ends-at">结束</label><LineInput id="ends-at" value={endsAt} field="endsAt" maxLength={20} placeholder="16:00" className="num" onChange={(text) => edit(() => ({ endsAt: text }))} onLeave={clock('endsAt')} /></div>
        <div className="wide"><label className="label" htmlFor="place">地点</label><LineInput id="place" value={place} field="place" maxLength={120} onChange={(text) => edit(() => ({ place: text }))} /></div>
        {expects !== 'talkers' && <><div><label className="label" htmlFor="chair">主持人</label><PersonInput id="chair" label="主持人" value={chair} field="chair" people={people} onChange={(text) => edit(() => ({ chair: text }))} /></div>
        <div><label className="label" htmlFor="recorder">记录人</label><PersonInput id="recorder" label="记录人" value={recorder} field="recorder" people={people} onChange={(text) => edit(() => ({ recorder: text }))} /></div></>}
      </div>
    </section>
  )
})
