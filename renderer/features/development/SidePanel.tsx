import type { NextStep } from '../../../shared/contract/development.ts'
import { entryToFill } from '../../../shared/domain/developmentRecords.ts'
import { isPublicity, papersOf } from '../../../shared/domain/developmentPapers.ts'
import { stepOf } from '../../../shared/rules/developmentSteps.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct, type Acting } from '../../lib/useAct.ts'
import { PaperButtons } from '../developmentPapers/index.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { act, draftFrom, draftOf, usePath, type Offer, type Path } from './developmentStore.ts'
import { limitOf, openVerb } from './words.ts'

const openMeeting = (meetingId: string) => leave(() => useRoute.getState().go({ screen: 'meeting', meetingId, newKind: null }))

/** Beside the chart: what can be done now, what records and the file give, and what the roster might say. */
export function SidePanel({ path }: { path: Path }) {
  const acting = useAct()
  const due = path.next.filter(({ isDue }) => isDue).toSorted((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : (a.until ?? '9') > (b.until ?? '9') ? 1 : 0))
  const later = path.next.filter(({ isDue }) => !isDue)
  return (
    <aside className="development-side" aria-label="下一步">
      <FormFault acting={acting} known={[]} />
      {path.records.length > 0 && path.closing === null && <section className="card"><h2>会议里的结果</h2><ul className="plain-list">{path.records.map((offer) => <Record key={offer.key} offer={offer} path={path} />)}</ul></section>}
      {path.offers.length > 0 && <section className="card"><h2>名册和档案</h2><p className="mut sm">软件不会自己改，核对后再点。</p><ul className="plain-list">{path.offers.map((offer) => <Suggested key={offer.key} offer={offer} path={path} acting={acting} />)}</ul></section>}
      {path.fromFile.length > 0 && path.closing === null && <FileDays path={path} />}
      {path.ended !== '' ? <section className="card"><h2>{path.ended}</h2><p className="mut">这个过程没有下一步了。</p></section> : (
        <section className="card"><h2>下一步</h2>
          {due.length === 0 && <p className="mut">现在没有要办的。</p>}
          <ul className="plain-list development-nexts">{due.map((next, at) => <Next key={`${next.step} ${next.period}`} next={next} path={path} acting={acting} isFirst={at === 0} />)}</ul>
          {later.length > 0 && <><h3>以后</h3><ul className="plain-list">{later.map((next) => <li key={`${next.step} ${next.period}`} className="sm"><b>{next.name}</b>　<span className="num mut">{limitOf(next, path.on).words}</span><p className="mut">{next.why}</p></li>)}</ul></>}
        </section>
      )}
    </aside>
  )
}

function Next({ next, path, acting, isFirst }: { next: NextStep; path: Path; acting: Acting; isFirst: boolean }) {
  const edit = usePath((state) => state.edit)
  const { words, tone } = limitOf(next, path.on)
  // A 公示 is put up before its step is done, as a meeting is prepared; other papers stand in the form of the step.
  const notices = papersOf(stepOf(next.step)).filter(isPublicity)
  const begin = () => acting.run(async () => {
    const { meetingId } = await act(() => callApi('development.open', { personId: path.personId, step: next.step }))
    await openMeeting(meetingId)
  })
  return (
    <li>
      <p className="row between"><b>{next.name}{next.period !== '' && <span className="mut"> {next.period}</span>}</b><span className={`num ${tone === '' ? 'mut sm' : tone}`}>{words}</span></p>
      <p className="sm">{next.why}</p>
      <p className="mut sm">{next.decider}决定　{next.rule}{next.toVerify && <span className="tag amber">待核</span>}</p>
      <div className="row">{next.opens !== null && <button className={`btn small ${isFirst ? 'primary' : ''}`} type="button" disabled={acting.busy} onClick={() => void begin()}>{openVerb(next)}</button>}
        <PaperButtons papers={notices} personId={path.personId} name={path.name} isPrimary={isFirst} />
        <button className={`btn small ${isFirst && next.opens === null && notices.length === 0 ? 'primary' : ''}`} type="button" onClick={() => edit({ step: next.step, entry: null, draft: draftOf(next.step, today()), source: '', field: 'on' })}>登记这一步</button></div>
    </li>
  )
}

function Record({ offer, path }: { offer: Offer; path: Path }) {
  const edit = usePath((state) => state.edit)
  const { step, words, isHeld, changed, meetingId, entry } = offer
  const taken = entryToFill(path.entries, offer)
  // What the officer wrote beside the record stays.
  const take = () => edit({ step, entry: taken, draft: taken === null ? draftFrom(entry) : { ...draftFrom(taken), ...draftFrom(entry), people: entry.people.length > 0 ? entry.people : taken.people, documentNo: taken.documentNo, note: taken.note }, source: words, field: 'on' })
  return (
    <li><p><b>{stepOf(step).name}</b>{changed && <span className="tag amber">记录改过</span>}</p><p className="sm">{words}</p>
      <div className="row">{isHeld && <button className="btn small" type="button" onClick={take}>{changed ? '按记录更新' : '采用'}</button>}<button className="btn quiet small" type="button" onClick={() => void openMeeting(meetingId)}>打开记录</button></div></li>
  )
}

function Suggested({ offer: { words, change }, path: { personId }, acting }: { offer: Path['offers'][number]; path: Path; acting: Acting }) {
  const make = () => acting.run(() => act(async () => {
    switch (change.kind) {
      case 'status': return void await callApi('members.save', { id: personId, status: change.status, from: change.from })
      case 'left': return void await callApi('members.recordChange', { personId, from: change.from, change: { field: 'left', value: 'probationCancelled' } })
      case 'fields': return void await callApi('members.save', { id: personId, fields: change.fields })
    }
  }))
  return <li><button className="btn small development-offer" type="button" disabled={acting.busy} onClick={() => void make()}>{words}</button></li>
}

function FileDays({ path }: { path: Path }) {
  const edit = usePath((state) => state.edit)
  return (
    <section className="card"><h2>档案里的日期</h2>
      <ul className="plain-list">{path.fromFile.map((draft) => <li key={draft.step} className="row between"><span className="sm">{stepOf(draft.step).name}　<span className="num">{chineseDate(draft.on)}</span></span><button className="btn small" type="button" onClick={() => edit({ step: draft.step, entry: null, draft, source: `按档案里的${chineseDate(draft.on)}填好`, field: 'on' })}>带入</button></li>)}</ul>
    </section>
  )
}
