import { Modal } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { statusNames } from '../../../shared/domain/person.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { loadPinyin } from '../../lib/pinyin.ts'
import { useAct } from '../../lib/useAct.ts'
import { act as actAndRead } from '../journal/index.ts'
import { FormFault, PersonField } from '../fusion/index.ts'
import { useAnswer } from '../people/index.ts'
import { leave } from '../session/index.ts'
import { FromFile, useChosenSteps } from './FromFile.tsx'
import { openPath, useBoard, type Board, type Path } from './developmentStore.ts'

const askRoster = () => callApi('members.rosterOn', { date: today() })

/** Whose path is begun, and which days of the file come along. */
export function StartDialog({ board, onClose }: { board: Board; onClose(): void }) {
  const [name, setName] = useState('')
  const acting = useAct()
  const roster = useAnswer(askRoster)
  const person = roster.value?.find((each) => each.name === name.trim())
  const personId = person?.id ?? null
  const { value: path, error } = useAnswer(useCallback((): Promise<Path | null> => (personId === null ? Promise.resolve(null) : callApi('development.get', { personId })), [personId]))
  const chosen = useChosenSteps(path?.fromFile ?? [])
  useEffect(() => { void loadPinyin() }, [])
  const submit = () => acting.run(async () => {
    if (personId === null) return
    if (path !== null && path.personId === personId && path.revision === 0) await actAndRead(() => callApi('development.start', { personId, entries: chosen.steps }), useBoard.getState().load)
    onClose()
    await leave(() => openPath(personId))
  })
  const known = (roster.value ?? []).filter(({ status }) => status !== 'fullMember').map((each) => ({ name: each.name, note: statusNames[each.status] }))
  return (
    <Modal open title="开始登记发展过程" footer={null} width={560} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <PersonField label="谁" field="personId" value={name} people={known} acting={acting} onChange={setName} />
        {name.trim() === '' && board.candidates.length > 0 && <p className="row wrap sm"><span className="mut">还没有登记的：</span>{board.candidates.slice(0, 8).map((each) => <button key={each.personId} className="btn small" type="button" onClick={() => setName(each.name)}>{each.name}</button>)}{board.candidateCount > 8 && <span className="mut">等{board.candidateCount}人</span>}</p>}
        {name.trim() !== '' && roster.value !== null && person === undefined && <p className="amber-text">名册里没有“{name.trim()}”。先在“党员”里登记这个人，人员类别选“入党申请人”。</p>}
        {path !== null && path.personId === personId && path.revision > 0 && <p className="mut">{path.name}的过程已经在登记。</p>}
        {path !== null && path.personId === personId && path.revision === 0 && <FromFile steps={path.fromFile} chosen={chosen} />}
        {error && <ErrorNotice sentence={error.sentence} />}
        {roster.error && <ErrorNotice sentence={roster.error.sentence} onAct={() => void roster.read()} />}
        <FormFault acting={acting} known={[]} />
        <div className="row form-foot"><button className="btn" type="button" onClick={onClose}>不登记</button><button className="btn primary" type="submit" disabled={acting.busy || path === null}>{path !== null && path.personId === personId && path.revision > 0 ? '打开' : acting.busy ? '正在保存…' : '开始登记'}</button></div>
      </form>
    </Modal>
  )
}
