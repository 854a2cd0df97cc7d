import { useState } from 'react'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { directionNames, transferStateNames, type Transfer } from '../../../../shared/domain/transfer.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { useAnswer } from '../useAnswer.ts'
import { MoveDialog, TransferDialog } from './TransferDialogs.tsx'

const askTransfers = () => callApi('transfers.list', {})

/** 组织关系转接 in and out: what is under way first, each with what to mind; the roster changes only by the officer's hand. */
export function TransfersTab() {
  const { value: transfers, error, read } = useAnswer(askTransfers)
  const [editing, setEditing] = useState<Transfer | 'new' | null>(null)
  const [moving, setMoving] = useState<Transfer | null>(null)
  const done = async () => { setEditing(null); setMoving(null); await read() }
  const open = transfers?.filter(({ state }) => state === 'draft' || state === 'issued').length ?? 0
  const overdue = transfers?.filter((transfer) => transfer.overdue).length ?? 0
  return (
    <>
      <div className="row between"><span className="mut" role="status">{transfers === null ? '' : `共${transfers.length}件，在办${open}件${overdue > 0 ? `，超期${overdue}件` : ''}`}</span><button className="btn primary" type="button" onClick={() => setEditing('new')}>登记转接</button></div>
      {error && <ErrorNotice sentence={error.sentence} onAct={() => void read()} />}
      {transfers === null && !error && <p className="mut late" role="status">正在读取…</p>}
      {transfers?.length === 0 && <div className="table-room empty-room"><div className="empty"><p>还没有组织关系转接。转出、转入的介绍信和回执登记在这里，到期没有回执会提醒。</p></div></div>}
      {transfers !== null && transfers.length > 0 && (
        <div className="table-room wide"><table className="plain transfers">
          <thead><tr><th style={{ width: 150 }}>姓名</th><th style={{ width: 110 }}>状态</th><th>从何处到何处</th><th style={{ width: 190 }}>介绍信</th><th style={{ width: 110 }}>党费交至</th><th style={{ width: 190 }} aria-label="操作" /></tr></thead>
          <tbody>{transfers.map((transfer) => <Row key={transfer.id} transfer={transfer} onEdit={() => setEditing(transfer)} onMove={() => setMoving(transfer)} />)}</tbody>
        </table></div>
      )}
      {editing !== null && <TransferDialog transfer={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onDone={done} />}
      {moving && <MoveDialog transfer={moving} onClose={() => setMoving(null)} onDone={done} />}
    </>
  )
}

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

function Row({ transfer, onEdit, onMove }: { transfer: Transfer; onEdit(): void; onMove(): void }) {
  const { personName, direction, state, overdue, fromOrg, toOrg, issuedOn, deadline, receivedOn, transferNo, duesPaidTo, warnings, proposal } = transfer
  return (
    <tr>
      <td><b>{personName}</b>　{directionNames[direction]}</td>
      <td><span className={`tag ${overdue ? 'red' : state === 'received' ? 'green' : ''}`}>{overdue ? '超期' : transferStateNames[state]}</span></td>
      <td>{[fromOrg, toOrg].filter((org) => org !== '').join(' → ') || '—'}{warnings.length > 0 && <ul className="warnings">{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>}</td>
      <td className="num">{transferNo !== '' && <>{transferNo}<br /></>}{issuedOn === null ? '还没有开' : `${chineseDate(issuedOn)}开`}{deadline !== null && state === 'issued' && <><br /><span className="mut sm">有效到{chineseDate(deadline)}</span></>}{receivedOn !== null && <><br />{chineseDate(receivedOn)}回执</>}</td>
      <td className="num">{duesPaidTo === null ? '—' : monthWords(duesPaidTo)}</td>
      <td className="acts">{proposal !== null && <button className="btn small" type="button" onClick={onMove}>{proposal === 'leave' ? '登记离开支部…' : '登记进入支部…'}</button>} <button className="btn small" type="button" aria-label={`更改${personName}的转接`} onClick={onEdit}>更改</button></td>
    </tr>
  )
}
