import { useState } from 'react'
import { todayAreaNames, todayAreas } from '../../../shared/domain/todayLine.ts'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LineRow } from './LineRow.tsx'
import { useToday, type Answer, type Line } from './todayStore.ts'

/** So many of one group are shown at once. */
const page = 20

/** 另有 N 项: everything behind the first three, by what it is about, each group in its order. */
export function Rest({ lines, isOpen, onToggle, onGone }: { lines: readonly Line[]; isOpen: boolean; onToggle(): void; onGone(): void }) {
  if (lines.length === 0) return null
  return (
    <>
      <button className="today-more" type="button" aria-expanded={isOpen} onClick={onToggle}>{isOpen ? '收起' : `另有${lines.length}项`}</button>
      {isOpen && todayAreas.map((area) => {
        const own = lines.filter((line) => line.area === area)
        return own.length > 0 && <Group key={area} name={todayAreaNames[area]} lines={own} onGone={onGone} />
      })}
    </>
  )
}

function Group({ name, lines, onGone }: { name: string; lines: readonly Line[]; onGone(): void }) {
  const [shown, setShown] = useState(page)
  return (
    <section aria-label={`${name}，${lines.length}项`}>
      <h2 className="today-group">{name} <span className="mut sm num">{lines.length}</span></h2>
      <ol className="card today-list">{lines.slice(0, shown).map((line) => <LineRow key={line.key} line={line} onGone={onGone} />)}</ol>
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
