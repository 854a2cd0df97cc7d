import { Modal } from 'antd'
import { useState } from 'react'
import { duesRoundingNames, duesRoundings, type DuesSettings } from '../../../shared/domain/dues.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { ChoiceField, FormFault } from '../fusion/index.ts'
import { act } from './duesStore.ts'

const days = Array.from({ length: 30 }, (_, at) => at + 2)

/** What no paper of the centre says, and each unit does in its own way. */
export function SettingsDialog({ settings, onClose }: { settings: DuesSettings; onClose(): void }) {
  const acting = useAct()
  const [draft, setDraft] = useState(settings)
  const isChanged = draft.rounding !== settings.rounding || draft.nextMonthFrom !== settings.nextMonthFrom
  const submit = () => acting.run(() => act(() => callApi('dues.saveSettings', draft)), onClose)
  return (
    <Modal open title="党费的本单位做法" footer={null} width={480} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <ChoiceField label="算出的金额四舍五入" value={draft.rounding} options={duesRoundings} names={duesRoundingNames} onChange={(rounding) => setDraft({ ...draft, rounding })} />
        <label><span className="label">预备党员从哪个月起交</span><select className="input" value={draft.nextMonthFrom ?? 0} onChange={({ target }) => setDraft({ ...draft, nextMonthFrom: Number(target.value) === 0 ? null : Number(target.value) })}><option value={0}>党员大会通过的当月</option>{days.map((day) => <option key={day} value={day}>{day}日以后（含）通过的，从下月起</option>)}</select></label>
        <p className="mut sm">中央没有统一规定，按本单位的做法填。取整只影响以后的核定；通过日期按档案里的“加入党组织日期”。</p>
        <FormFault acting={acting} known={[]} />
        <div className="row between"><button className="btn" type="button" onClick={onClose}>不修改</button><button className="btn primary" type="submit" disabled={acting.busy || !isChanged}>{acting.busy ? '正在保存…' : '保存做法'}</button></div>
      </form>
    </Modal>
  )
}
