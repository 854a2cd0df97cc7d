import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField, FormFault, LineField } from './Field.tsx'
import { act, useFusion } from './fusionStore.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import { useTyped } from './useTyped.ts'
import { shortDay } from './words.ts'
import { PartPage } from './PartPage.tsx'
import { PersonField } from './PersonField.tsx'

type Entry = Output<'volunteer.list'>['rows'][number]

/** 志愿服务: who did what for how long; K14 counts these hours. */
export function VolunteerPart() {
  const { volunteer } = useFusion()
  const [edited, setEdited] = useState<Entry | null>(null)
  const acting = useAct()
  const rows = volunteer?.rows ?? []
  return (
    <PartPage isLoaded={volunteer !== null} summary={volunteer === null || rows.length === 0 ? '登记的时长计入志愿服务人均时长' : `${rows.length}次，共${volunteer.total}小时`} actions={<PeriodChoice />}>
      <VolunteerForm key={edited?.id ?? 'new'} entry={edited} onDone={() => setEdited(null)} />
      <FormFault acting={acting} known={[]} />
      {rows.length === 0
        ? <p className="mut">这段时间还没有登记志愿服务。</p>
        : <div className="table-room" tabIndex={0} role="region" aria-label="志愿服务记录">
          <table className="plain list volunteer"><thead><tr><th scope="col" className="col-due">日期</th><th scope="col" className="col-leader">姓名</th><th scope="col">内容</th><th scope="col">服务对象</th><th scope="col" className="r col-hours">时长</th><th scope="col" className="col-acts"><span className="visually-hidden">操作</span></th></tr></thead>
            <tbody>{rows.map((row) => (
              <tr key={row.id}><td className="num">{shortDay(row.on)}</td><td title={row.name}>{row.name}</td><td title={row.content}>{row.content}</td><td title={row.served}>{row.served}</td><td className="r num">{row.hours}小时</td>
                <td><button className="btn quiet small" type="button" onClick={() => setEdited(row)}>修改</button><button className="btn quiet small" type="button" onClick={() => void acting.run(() => act(() => callApi('volunteer.remove', { id: row.id })))}>删除</button></td></tr>
            ))}</tbody></table>
        </div>}
    </PartPage>
  )
}

/** The five fields of one entry. */
function VolunteerForm({ entry, onDone }: { entry: Entry | null; onDone(): void }) {
  const [on, setOn] = useState<IsoDate>(entry?.on ?? today())
  const [draft, setDraft] = useState({ name: entry?.name ?? '', content: entry?.content ?? '', served: entry?.served ?? '', hours: entry?.hours ?? '' })
  const acting = useAct()
  useTyped(entry === null && draft.content !== '')
  const put = (change: Partial<typeof draft>) => setDraft((held) => ({ ...held, ...change }))
  const submit = () => acting.run(async () => {
    await act(() => callApi('volunteer.save', { ...(entry === null ? {} : { id: entry.id }), on, ...draft }))
    if (entry === null) put({ name: '', hours: '' })
    else onDone()
  })
  return (
    <form className="card five-fields" aria-label={entry === null ? '登记志愿服务' : '修改志愿服务'} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <DayField label="日期" field="on" value={on} acting={acting} onChange={(day) => { if (day !== null) setOn(day) }} />
      <PersonField label="姓名" field="name" value={draft.name} acting={acting} onChange={(name) => put({ name })} />
      <LineField label="内容" field="content" value={draft.content} maxLength={300} acting={acting} onChange={(content) => put({ content })} />
      <LineField label="服务对象" field="served" value={draft.served} maxLength={200} acting={acting} onChange={(served) => put({ served })} />
      <LineField label="时长（小时）" field="hours" value={draft.hours} maxLength={10} acting={acting} onChange={(hours) => put({ hours })} />
      <div className="row"><button className="btn primary" type="submit" disabled={acting.busy || draft.name.trim() === '' || draft.content.trim() === '' || draft.hours.trim() === ''}>{entry === null ? '登记' : '保存修改'}</button>{entry !== null && <button className="btn quiet" type="button" onClick={onDone}>不修改</button>}</div>
      <div className="wide"><FormFault acting={acting} known={['on', 'name', 'content', 'served', 'hours']} /></div>
    </form>
  )
}
