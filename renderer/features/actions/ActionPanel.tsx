import { useState } from 'react'
import { actionSourceNames, actionStateNames, isOpenAction, type ActionFull } from '../../../shared/domain/action.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { leave, useRoute } from '../session/index.ts'
import { useActions } from './actionsStore.ts'
import { draftOfItem, editOf } from './draft.ts'
import { EvidenceFiles } from './EvidenceFiles.tsx'
import { OtherFaults, useAct } from './fields.tsx'
import { ItemFields, itemPaths } from './ItemFields.tsx'
import { hasKeptDraft, useKeptDraft } from './kept.ts'
import { Occurrences, Postponements, Progress, Steps } from './PanelParts.tsx'
import { PanelActs } from './PanelActs.tsx'
import { daysBetween, limitOf } from './words.ts'

/** One item beside the list: what it says, what became of it, and what can be done. */
export function ActionPanel({ onClose }: { onClose(): void }) {
  const { item, itemFailure, openId } = useActions()
  const { open } = useActions.getState()
  return (
    <aside className="panel action-panel" aria-label="事项详情" onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) onClose() }}>
      {itemFailure && <ErrorNotice sentence={itemFailure.sentence} onAct={() => void open(openId)} />}
      {item === null ? <div className="row between">{itemFailure ? <span /> : <p className="mut late" role="status">正在读取事项…</p>}<button className="btn quiet small" type="button" onClick={onClose}>关闭</button></div> : <Item item={item} onClose={onClose} />}
    </aside>
  )
}

function Item({ item, onClose }: { item: ActionFull; onClose(): void }) {
  const [edits, setEdits] = useState(() => hasKeptDraft(item.id))
  const { title, state, confidential, gone } = item
  return (
    <>
      <div className="row between panel-top"><span className="row"><span className={`tag ${state === 'done' ? 'green' : state === 'review' ? 'amber' : ''}`}>{actionStateNames[state]}</span>{confidential && <span className="tag">不公开</span>}{gone && <span className="tag amber">会议记录里已删去</span>}</span>
        <span className="row">{!edits && <button className="btn small" type="button" onClick={() => setEdits(true)}>修改</button>}<button className="btn quiet small" type="button" onClick={onClose}>关闭</button></span></div>
      {edits ? <><h2 className="visually-hidden">修改：{title}</h2><EditForm item={item} onDone={() => setEdits(false)} /></> : <><h2 className="panel-title">{title}</h2><Facts item={item} /></>}
      {!edits && <><PanelActs key={state} item={item} /><Occurrences item={item} /><Progress item={item} /><EvidenceFiles item={item} /></>}
      <Postponements item={item} />
      <Steps item={item} />
    </>
  )
}

function Facts({ item }: { item: ActionFull }) {
  const { owner, helpers, startOn, dueOn, dueText, repeatText, nextOn, remindOn, state, closedOn, decidedOn, source, meeting, agendaTitle, superiorUnit, superiorNo, projects, evidence, reason, note, missed } = item
  const go = useRoute((each) => each.go)
  const limit = limitOf(item, today())
  return (
    <dl className="facts">
      <dt>责任人</dt><dd>{owner || <span className="amber-text">没有责任人</span>}{helpers.length > 0 && <span className="mut">　协助：{helpers.join('、')}</span>}</dd>
      {startOn !== null && <><dt>自</dt><dd className="num">{chineseDate(startOn)}</dd></>}
      <dt>时限</dt><dd className="num">{dueOn === null ? (repeatText === '' ? '无期限' : '不定截止') : chineseDate(dueOn)}{dueText !== '' && <span className="mut sm">　原话：{dueText}</span>}{isOpenAction(state) && repeatText === '' && dueOn !== null && dueOn < today() && <span className="error-text">　逾期{daysBetween(dueOn, today())}天</span>}</dd>
      {repeatText !== '' && <><dt>重复</dt><dd>{repeatText}{missed > 0 && <span className="error-text">　{missed}次还没登记</span>}</dd></>}
      {nextOn !== null && repeatText !== '' && <><dt>下一次</dt><dd className="num">{limit.text}{limit.tone !== '' && <span className={limit.tone === 'red' ? 'error-text' : 'amber-text'}>　{limit.note}</span>}</dd></>}
      {remindOn !== null && remindOn !== nextOn && <><dt>提醒</dt><dd className="num">{chineseDate(remindOn)}<span className="mut sm">　到期日放假，提前到前一个工作日</span></dd></>}
      <dt>来源</dt><dd>{meeting ? <><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'meeting', meetingId: meeting.id, newKind: null }))}>{meeting.title || kindFacts[meeting.kind].full}</button><span className="mut sm num">　{chineseDate(meeting.heldOn)}</span></> : <>{actionSourceNames[source]}{[superiorUnit, superiorNo].filter((part) => part !== '').map((part) => `　${part}`).join('')}<span className="mut sm num">　{chineseDate(decidedOn)}登记</span></>}</dd>
      {agendaTitle !== '' && <><dt>议题</dt><dd>{agendaTitle}</dd></>}
      {projects.length > 0 && <><dt>项目</dt><dd>{projects.map((each) => <span key={each.id ?? each.title} className="project-line"><Project project={each} /></span>)}</dd></>}
      {closedOn !== null && <><dt>{state === 'cancelled' ? '取消' : '办结'}</dt><dd className="num">{chineseDate(closedOn)}</dd></>}
      {evidence !== '' && <><dt>佐证</dt><dd className="pre">{evidence}</dd></>}
      {reason !== '' && state === 'cancelled' && <><dt>原因</dt><dd>{reason}</dd></>}
      {note !== '' && <><dt>说明</dt><dd className="pre">{note}</dd></>}
    </dl>
  )
}

/** A project of an item, and the way to its page. */
function Project({ project: { id, title } }: { project: ActionFull['projects'][number] }) {
  const go = useRoute((each) => each.go)
  if (id === null) return <>{title}<span className="mut sm">（还没有这个项目）</span></>
  return <button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'project', projectId: id }))}>{title}</button>
}

/** What the item says, changed. A later time limit is refused here: that is a postponement. */
function EditForm({ item, onDone }: { item: ActionFull; onDone(): void }) {
  const { value: { revision, draft }, set, drop } = useKeptDraft(item.id, { revision: item.revision, draft: draftOfItem(item) })
  const leaveForm = () => { drop(); onDone() }
  const { busy, error, run } = useAct()
  return (
    <form className="change-form" aria-label="修改事项" onSubmit={(event) => { event.preventDefault(); void run(() => callApi('actions.save', { ...editOf(draft), id: item.id, revision }), leaveForm) }}>
      <ItemFields draft={draft} onChange={(change) => set({ revision, draft: { ...draft, ...change } })} error={error} isNew={false} withNote />
      <OtherFaults error={error} shown={itemPaths} />
      <div className="row"><button className="btn primary" type="submit" disabled={busy}>{busy ? '正在保存…' : '保存修改'}</button><button className="btn quiet" type="button" onClick={leaveForm}>不改了</button></div>
    </form>
  )
}
