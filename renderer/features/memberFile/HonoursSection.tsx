import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { reviewGrades } from '../../../shared/domain/meetingKinds.ts'
import { awardLevels, labelOf, sanctionKinds } from '../../../shared/domain/memberCodes.ts'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { chinesePartialDate, parsePartialDate } from '../../../shared/domain/partialDate.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useMemberFile } from './memberFileStore.ts'

type Adding = 'award' | 'review' | 'sanction' | null
const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

function AwardForm({ onDone }: { onDone(): void }) {
  const { act } = useMemberFile.getState()
  const [wrongDay, setWrongDay] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = text(form, 'on')
    const awardedOn = typed === '' ? null : parsePartialDate(typed)
    setWrongDay(typed !== '' && awardedOn === null)
    if (typed !== '' && awardedOn === null) return
    void act((personId) => callApi('members.saveAward', { personId, name: text(form, 'name'), level: text(form, 'level'), awardedOn, documentNo: text(form, 'no') })).then((done) => { if (done) onDone() })
  }
  return (
    <form className="change-form" onSubmit={submit}>
      <div><label className="label" htmlFor="award-name">奖励名称</label><input id="award-name" name="name" className="input" required maxLength={120} autoFocus /></div>
      <div className="trio">
        <div><label className="label" htmlFor="award-level">级别</label><select id="award-level" name="level" className="input" defaultValue="unit">{awardLevels.map(({ code, label }) => <option key={code} value={code}>{label}</option>)}</select></div>
        <div><label className="label" htmlFor="award-on">日期</label><input id="award-on" name="on" className="input num" placeholder="2025.06" maxLength={20} aria-invalid={wrongDay} />{wrongDay && <p className="error-text sm" role="alert">可以写2025.06或2025.06.30。</p>}</div>
        <div><label className="label" htmlFor="award-no">文号</label><input id="award-no" name="no" className="input" maxLength={80} /></div>
      </div>
      <div className="row"><button className="btn primary" type="submit">登记奖励</button><button className="btn quiet" type="button" onClick={onDone}>不登记</button></div>
    </form>
  )
}

function ReviewForm({ onDone }: { onDone(): void }) {
  const { act } = useMemberFile.getState()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const grade = reviewGrades.find((one) => one === text(form, 'grade')) ?? '合格'
    void act((personId) => callApi('members.saveReview', { personId, year: Number(text(form, 'year')), grade })).then((done) => { if (done) onDone() })
  }
  return (
    <form className="change-form" onSubmit={submit}>
      <div className="pair">
        <div><label className="label" htmlFor="review-year">年度</label><input id="review-year" name="year" className="input num" type="number" min={1949} max={2200} required defaultValue={Number(today().slice(0, 4)) - 1} autoFocus /></div>
        <div><label className="label" htmlFor="review-grade">等次</label><select id="review-grade" name="grade" className="input" defaultValue="合格">{reviewGrades.map((grade) => <option key={grade}>{grade}</option>)}</select></div>
      </div>
      <div className="row"><button className="btn primary" type="submit">登记评议</button><button className="btn quiet" type="button" onClick={onDone}>不登记</button></div>
    </form>
  )
}

function SanctionForm({ onDone }: { onDone(): void }) {
  const { act, showSanctions } = useMemberFile.getState()
  const [decidedOn, setDecidedOn] = useState(today())
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const day = (name: string) => text(form, name) || null
    void act((personId) => callApi('members.saveSanction', { personId, kind: text(form, 'kind'), decidedOn, effectUntil: day('until'), liftedOn: day('lifted'), documentNo: text(form, 'no'), note: text(form, 'note') })).then((done) => { if (done) { onDone(); void showSanctions() } })
  }
  return (
    <form className="change-form" onSubmit={submit}>
      <div className="pair">
        <div><label className="label" htmlFor="sanction-kind">种类</label><select id="sanction-kind" name="kind" className="input">{sanctionKinds.map(({ code, label }) => <option key={code} value={code}>{label}</option>)}</select></div>
        <div><label className="label" htmlFor="sanction-on">决定日期</label><DateInput id="sanction-on" value={decidedOn} onChange={setDecidedOn} /></div>
        <div><label className="label" htmlFor="sanction-until">影响期至（没有就不填）</label><input id="sanction-until" name="until" className="input num" type="date" min="1921-07-01" max="2200-12-31" /></div>
        <div><label className="label" htmlFor="sanction-lifted">解除日期</label><input id="sanction-lifted" name="lifted" className="input num" type="date" min="1921-07-01" max="2200-12-31" /></div>
        <div><label className="label" htmlFor="sanction-no">文号</label><input id="sanction-no" name="no" className="input" maxLength={80} /></div>
        <div><label className="label" htmlFor="sanction-note">说明</label><input id="sanction-note" name="note" className="input" maxLength={500} /></div>
      </div>
      <div className="row"><button className="btn primary" type="submit">登记处分或处置</button><button className="btn quiet" type="button" onClick={onDone}>不登记</button><span className="mut sm">登记后默认隐藏</span></div>
    </form>
  )
}

/** Sanctions: only that there is something, until it is asked for. */
function Sanctions({ file }: { file: MemberFile }) {
  const { act, showSanctions, hideSanctions } = useMemberFile.getState()
  const sanctions = useMemberFile((state) => state.sanctions)
  if (file.sanctions === 0) return <p className="mut sm">没有登记处分和组织处置。</p>
  if (sanctions === null) return <p className="row"><span className="mut">已登记{file.sanctions}项，内容已隐藏</span><button className="btn link sm" type="button" aria-label="显示处分和组织处置" onClick={() => void showSanctions()}>显示</button></p>
  return (
    <>
      <ul className="history">{sanctions.map((s) => (
        <li key={s.id}><span className="num">{chineseDate(s.decidedOn)}</span>
          <span>{labelOf(sanctionKinds, s.kind)}<span className="mut sm">{[s.effectUntil === null ? '' : `　影响期至${chineseDate(s.effectUntil)}`, s.liftedOn === null ? '' : `　${chineseDate(s.liftedOn)}解除`, s.documentNo === '' ? '' : `　${s.documentNo}`, s.note === '' ? '' : `　${s.note}`].join('')}</span></span>
          <button className="btn quiet small" type="button" aria-label={`删除：${labelOf(sanctionKinds, s.kind)}`} onClick={() => void act((personId) => callApi('members.removeSanction', { personId, id: s.id }))}>删除</button></li>
      ))}</ul>
      <p><button className="btn link sm" type="button" onClick={hideSanctions}>隐藏</button></p>
    </>
  )
}

/** Awards, yearly reviews, sanctions. */
export function HonoursSection({ file }: { file: MemberFile }) {
  const { act } = useMemberFile.getState()
  const [adding, setAdding] = useState<Adding>(null)
  const done = () => setAdding(null)
  const head = (what: Exclude<Adding, null>, title: string, verb: string) => <div className="row between"><h3>{title}</h3>{adding !== what && <button className="btn quiet small" type="button" onClick={() => setAdding(what)}>{verb}</button>}</div>
  return (
    <div className="stack">
      {head('award', '奖励', '登记奖励')}
      {adding === 'award' && <AwardForm onDone={done} />}
      {file.awards.length === 0 ? <p className="mut sm">还没有登记奖励。</p> : (
        <ul className="history">{file.awards.map((a) => (
          <li key={a.id}><span className="num">{a.awardedOn === null ? <span className="mut">日期未填</span> : chinesePartialDate(a.awardedOn)}</span><span>{a.name}<span className="mut sm">　{labelOf(awardLevels, a.level)}{a.documentNo !== '' && `　${a.documentNo}`}</span></span>
            <button className="btn quiet small" type="button" aria-label={`删除奖励：${a.name}`} onClick={() => void act((personId) => callApi('members.removeAward', { personId, id: a.id }))}>删除</button></li>
        ))}</ul>
      )}
      {head('review', '民主评议', '登记评议')}
      {adding === 'review' && <ReviewForm onDone={done} />}
      {file.reviews.length === 0 ? <p className="mut sm">还没有登记民主评议。</p> : (
        <ul className="history">{file.reviews.map(({ year, grade }) => (
          <li key={year}><span className="num">{year}年度</span><span>{grade}</span><button className="btn quiet small" type="button" aria-label={`删除${year}年度评议`} onClick={() => void act((personId) => callApi('members.removeReview', { personId, year }))}>删除</button></li>
        ))}</ul>
      )}
      {head('sanction', '处分和组织处置', '登记处分或处置')}
      {adding === 'sanction' && <SanctionForm onDone={done} />}
      <Sanctions file={file} />
    </div>
  )
}
