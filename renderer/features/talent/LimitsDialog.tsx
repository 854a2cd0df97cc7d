import { Modal } from 'antd'
import { useState } from 'react'
import type { Code } from '../../../shared/domain/memberCodes.ts'
import { skillLimits, titleLimits, type TalentLimits } from '../../../shared/domain/talent.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { Field, FormFault, LineField, useTyped } from '../fusion/index.ts'
import { act } from './talentStore.ts'

/** From where on somebody is proposed, as the unit does it. */
export function LimitsDialog({ limits, onClose }: { limits: TalentLimits; onClose(): void }) {
  const [first] = useState(() => ({ ...limits, youngAge: String(limits.youngAge), awardYears: String(limits.awardYears) }))
  const [draft, setDraft] = useState(first)
  const acting = useAct()
  useTyped(draft !== first)
  const put = (change: Partial<typeof draft>) => setDraft((held) => ({ ...held, ...change }))
  const whole = (text: string, from: number, to: number): number | null => (/^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to ? Number(text) : null)
  const [youngAge, awardYears] = [whole(draft.youngAge, 18, 60), whole(draft.awardYears, 1, 20)]
  const submit = () => acting.run(async () => {
    if (youngAge === null || awardYears === null) return
    await act(() => callApi('talent.saveLimits', { ...draft, youngAge, awardYears }))
    onClose()
  })
  const choice = (label: string, value: string, codes: readonly Code[], onChange: (code: string) => void) => (
    <Field label={label}>{(id) => <select id={id} className="input" value={value} onChange={({ target }) => onChange(target.value)}>{codes.map(({ code, label: name }) => <option key={code} value={code}>{name}及以上</option>)}</select>}</Field>
  )
  return (
    <Modal open title="提名条件" footer={null} width={560} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <p className="mut sm wide">上级没有统一的数，按本单位惯例定；改了以后年龄结构和年度建议都按新的算。</p>
        <div className="form-entry"><LineField label="青年职工的年龄上限" note="周岁" field="youngAge" value={draft.youngAge} maxLength={2} acting={acting} onChange={(value) => put({ youngAge: value })} />{youngAge === null && <p className="error-text" role="alert">请填18到60之间的整数。</p>}</div>
        <div className="form-entry"><LineField label="奖励和项目算最近几年" field="awardYears" value={draft.awardYears} maxLength={2} acting={acting} onChange={(value) => put({ awardYears: value })} />{awardYears === null && <p className="error-text" role="alert">请填1到20之间的整数。</p>}</div>
        {choice('技能等级', draft.skillFrom, skillLimits, (skillFrom) => put({ skillFrom }))}
        {choice('职称', draft.titleFrom, titleLimits, (titleFrom) => put({ titleFrom }))}
        <FormFault acting={acting} known={['youngAge', 'awardYears']} />
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>不修改</button><button className="btn primary" type="submit" disabled={acting.busy || draft === first || youngAge === null || awardYears === null}>{acting.busy ? '正在保存…' : '保存条件'}</button></div>
      </form>
    </Modal>
  )
}
