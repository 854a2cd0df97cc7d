import { Modal } from 'antd'
import { blankToFill } from '../../../../shared/domain/meeting.ts'
import { quotedSpeeches, type MinutesFile, type MinutesText } from '../../../../shared/domain/minutes.ts'
import { minutesDifferences } from '../../../../shared/domain/minutesDifferences.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { useAct } from '../../../lib/useAct.ts'
import { goToField } from '../fields.ts'
import { useMinutes } from './minutesStore.ts'

type Facts = Omit<MinutesFile, 'minutes'>

/** An act of the 纪要, by a button that needs no more. */
function useMinutesAct(act: () => Promise<void>, onDone: () => void) {
  const { busy, error, run } = useAct()
  return { busy, error, run: () => void run(act, onDone) }
}

/** What is to be looked at before a 纪要 is locked; reminders only. */
function remindersOf(text: MinutesText, { names, recordChanges }: Facts): { message: string; rule: string; field: string | null }[] {
  const blanks = [{ field: 'minutes.lead', text: text.lead }, ...text.items.map((matter, n) => ({ field: `minutes.item.${n}.text`, text: matter.text }))].filter((place) => place.text.includes(blankToFill))
  return [
    ...quotedSpeeches(text, names).map(({ name, sentence, field }) => ({ message: `像是${name}的个人发言：“${sentence}”`, rule: '纪要不写个人发言和争论过程', field })),
    ...blanks.map(({ field }) => ({ message: '还有横线没有填', rule: '记录里没有，也没有补写', field })),
    ...recordChanges.map((message) => ({ message: `记录在纪要之后改过。${message}`, rule: '纪要以记录为准', field: null })),
  ]
}

interface FinalizeMinutesProps { text: MinutesText; facts: Facts; onClose(): void; onFinalizeRecord(): void }

/** The one question before a 纪要 is locked; or why it cannot be yet. */
export function FinalizeMinutesDialog({ text, facts, onClose, onFinalizeRecord }: FinalizeMinutesProps) {
  const { busy, error, run } = useMinutesAct(useMinutes.getState().finalize, onClose)
  const reminders = remindersOf(text, facts)
  const go = (field: string) => {
    onClose()
    requestAnimationFrame(() => { goToField(field) })
  }
  return (
    <Modal open title="纪要定稿" maskClosable={false} footer={null} width={640} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        {error && <ErrorNotice sentence={error.sentence} onAct={error.code === 'RECORD_NOT_FINAL' ? onFinalizeRecord : run} />}
        {!facts.recordFinal
          ? <p role="status">会议记录还没有定稿。纪要以定稿的记录为准，请先把记录定稿；这里改的都已保存。</p>
          : reminders.length === 0 ? <p className="green-text" role="status">没有发现问题。</p> : (
            <>
              <p role="status">有{reminders.length}处提醒，是否修改由您定。</p>
              <ul className="findings" tabIndex={0} aria-label="提醒">
                {reminders.map(({ message, rule, field }, index) => (
                  <li key={index}><div><span>{message}</span><span className="mut sm">{rule}</span></div>{field !== null && <button className="btn link" type="button" aria-label={`去看：${message}`} onClick={() => go(field)}>去看</button>}</li>
                ))}
              </ul>
            </>
          )}
        {facts.recordFinal && <p className="mut sm">定稿后纪要锁定并保留这一版；再要改用“更正”，写明原因。记录以后更正，这份纪要不会跟着变，会提醒您。</p>}
        <div className="row between"><button className="btn quiet" type="button" onClick={onClose}>先不定稿</button>
          {facts.recordFinal ? <button className="btn primary" type="button" disabled={busy} onClick={run}>{busy ? '正在定稿…' : '定稿'}</button> : <button className="btn primary" type="button" onClick={onFinalizeRecord}>去定稿记录</button>}</div>
      </div>
    </Modal>
  )
}

/** What drafting anew would replace, before it does. */
export function DraftAnewDialog({ text, facts, onClose }: { text: MinutesText; facts: Facts; onClose(): void }) {
  const { busy, error, run } = useMinutesAct(useMinutes.getState().draftAnew, onClose)
  const back = useMinutesAct(useMinutes.getState().takeBack, onClose)
  const replaced = minutesDifferences(text, { ...facts.given, issueNumber: text.issueNumber, sentTo: text.sentTo })
  return (
    <Modal open title="按记录重新起草" maskClosable={false} footer={null} width={640} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        {error && <ErrorNotice sentence={error.sentence} onAct={run} />}
        {back.error && <ErrorNotice sentence={back.error.sentence} onAct={back.run} />}
        {replaced.length === 0 ? <p role="status">现在的文字和记录起草的一样，不用重新起草。</p> : (
          <>
            <p role="status">下面{replaced.length}处会换成记录里的；期号和分送不变。换了以后可以用 Ctrl+Z 撤销；现在的文字也留着，以后还能在这里找回。</p>
            <ul className="findings" tabIndex={0} aria-label="会换掉的文字">{replaced.map((change, index) => <li key={index}><span>{change}</span></li>)}</ul>
          </>
        )}
        {facts.replaced && <p className="sm"><span className="mut">上次重新起草之前的文字还在。</span> <button className="btn link" type="button" disabled={back.busy} onClick={back.run}>找回那份文字</button></p>}
        <div className="row between"><button className="btn quiet" type="button" onClick={onClose}>{replaced.length === 0 ? '关闭' : '不换，留着现在的'}</button>
          {replaced.length > 0 && <button className="btn primary" type="button" disabled={busy} onClick={run}>{busy ? '正在起草…' : '重新起草'}</button>}</div>
      </div>
    </Modal>
  )
}
