import { useState } from 'react'
import { todayAreaNames, todayAreas } from '../../../shared/domain/todayLine.ts'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LineRow } from './LineRow.tsx'
import { useToday, type Answer, type Line } from './todayStore.ts'

/** So many of one group are shown at once. */
const page = 20

/** 另有 N 项: everything behind the first three, by what it is about, each group in its order. `isSplit`: the officer has posts of their own. */
export function Rest({ lines, isOpen, isSplit, onToggle, onGone }: { lines: readonly Line[]; isOpen: boolean; isSplit: boolean; onToggle(): void; onGone(): void }) {
  if (lines.length === 0) return null
  return (
    <>
      <button className="today-more" type="button" aria-expanded={isOpen} onClick={onToggle}>{isOpen ? '收起' : `另有${lines.length}项`}</button>
      {isOpen && todayAreas.map((area) => {
        const own = lines.filter((line) => line.area === area)
        return own.length > 0 && <Group key={area} name={todayAreaNames[area]} lines={own} isSplit={isSplit} onGone={onGone} />
      })}
    </>
  )
}

/** `isSplit`: what belongs to other posts stands under a heading of its own. */
function Group({ name, lines, isSplit, onGone }: { name: string; lines: readonly Line[]; isSplit: boolean; onGone(): void }) {
  const [shown, setShown] = useState(page)
  const first = lines.slice(0, shown)
  const [own, others] = [first.filter((line) => line.own), first.filter((line) => !line.own)]
  return (
    <section aria-label={`${name}，${lines.length}项`}>
      <h2 className="today-group">{name} <span className="mut sm num">{lines.length}</span></h2>
      {own.length > 0 && <ol className="card today-list">{own.map((line) => <LineRow key={line.key} line={line} onGone={onGone} />)}</ol>}
      {others.length > 0 && (
        <>
          {isSplit && <h3 className="today-others">其他岗位的</h3>}
          <ol className="card today-list">{others.map((line) => <LineRow key={line.key} line={line} onGone={onGone} />)}</ol>
        </>
      )}
      {lines.length > shown && <button className="today-more" type="button" onClick={() => setShown(shown + page)}>再看{Math.min(page, lines.length - shown)}项</button>}
    </section>
  )
}

/** What was said not to be needed, with the reason; each can be needed again. */
export function Dismissed({ lines }: { lines: Answer['dismissed'] }) {
  const undismiss = useToday((state) => state.undismiss)
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  if (lines.length === 0) return null
  const take = async (key: string) => {
    setError(null)
    try {
      await undismiss(key)
    } catch (thrown) {
      setError(asApiError(thrown))
    }
  }
  return (
    <>
      <button className="today-more quiet" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? '收起已写明不需要的' : `已写明不需要的${lines.length}项`}</button>
      {error && <ErrorNotice sentence={error.sentence} />}
      {isOpen && <ul className="card today-list" aria-label="已写明不需要的">{lines.map(({ key, what, reason }) => (
        <li key={key} className="today-line dismissed"><div className="today-what"><p>{what}</p><p className="mut sm">不需要，因为{reason}</p></div><div className="today-acts"><button className="btn" type="button" aria-label={`撤销“不需要”：${what}`} onClick={() => void take(key)}>撤销</button></div></li>
      ))}</ul>}
    </>
  )
}
