import { Modal } from 'antd'
import { useState } from 'react'
import { talentDirectionNames } from '../../../shared/domain/talent.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault, useTyped } from '../fusion/index.ts'
import { MeetingField } from './MeetingField.tsx'
import { act, useTalent, type Candidate } from './talentStore.ts'

/** What the committee decided of the names that were ticked: each with a reason, and the meeting where there is one. */
export function DecideDialog({ year, chosen, onClose }: { year: number; chosen: readonly Candidate[]; onClose(): void }) {
  const { choices, clearChoices } = useTalent()
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const [meetingId, setMeetingId] = useState<string | null>(null)
  const acting = useAct()
  useTyped(reasons.size > 0 || meetingId !== null)
  const reasonOf = (personId: string): string => reasons.get(personId) ?? ''
  const isFilled = chosen.every(({ personId }) => choices.get(personId) !== 'declined' || reasonOf(personId).trim() !== '')
  const submit = () => acting.run(async () => {
    await act(() => callApi('talent.decide', { year, meetingId, items: chosen.flatMap(({ personId, direction }) => { const outcome = choices.get(personId); return outcome === undefined ? [] : [{ personId, direction, outcome, reason: reasonOf(personId) }] }) }))
    clearChoices()
    onClose()
  })
  return (
    <Modal open title={`登记${year}年的决定`} footer={null} width={720} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <MeetingField label="哪次支委会决定的" year={year} value={meetingId} known={null} wrong={acting.at('meetingId')} onChange={setMeetingId} />
        <div className="wide talent-deciding" tabIndex={0} role="region" aria-label="选中的人">
          <table className="plain list"><thead><tr><th scope="col" className="talent-name">姓名</th><th scope="col" className="talent-way">方向</th><th scope="col" className="talent-way">决定</th><th scope="col">理由</th></tr></thead>
            <tbody>{chosen.map(({ personId, name, direction }, at) => {
              const isListed = choices.get(personId) === 'listed'
              return (
                <tr key={personId}><td title={name}>{name}</td><td>{talentDirectionNames[direction]}</td><td>{isListed ? '列入培养库' : '本年不列入'}</td>
                  <td className="wraps"><LineInput label={`${name}的理由`} value={reasonOf(personId)} field={`items.${at}.reason`} maxLength={300} placeholder={isListed ? '可以不填，档案里的理由会写进条件' : '必填，例如：今年岗位调整，明年再议'} onChange={(reason) => setReasons(new Map([...reasons, [personId, reason]]))} />
                    {(acting.at(`items.${at}.reason`) ?? acting.at(`items.${at}`)) !== undefined && <p className="error-text" role="alert">{acting.at(`items.${at}.reason`) ?? acting.at(`items.${at}`)}</p>}</td></tr>
              )
            })}</tbody></table>
        </div>
        <FormFault acting={acting} known={['meetingId', ...chosen.flatMap((_each, at) => [`items.${at}`, `items.${at}.reason`])]} />
        <p className="mut sm wide">列入的从今天起在培，导师、计划结束日期和证明到“培养库”里填。不改人员类别和骨干标记。</p>
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>再看看</button><button className="btn primary" type="submit" disabled={acting.busy || !isFilled}>{acting.busy ? '正在保存…' : isFilled ? '登记决定' : '先填不列入的理由'}</button></div>
      </form>
    </Modal>
  )
}
