import { useEffect, useRef, useState } from 'react'
import { chineseMonthDay, weekdayOf } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { StartMeeting } from '../meetings/index.ts'
import { onResume } from '../session/index.ts'
import { LineRow } from './LineRow.tsx'
import { Dismissed, Rest } from './Rest.tsx'
import { DaysCard, ProjectsCard } from './SideCards.tsx'
import { useToday, type Answer } from './todayStore.ts'
import { YearCard } from './YearCard.tsx'
import './today.css'

/** What is done first, and how often it is looked whether a new day has begun. In milliseconds. */
const first = 3
const look = 20_000

/** Whose day it is, and how much there is to do; that there is nothing is said below. */
function headOf({ posts, lines }: Answer): string {
  const now = lines.slice(0, first)
  if (lines.length === 0) return posts.length === 0 ? '' : `您的岗位：${posts.join('、')}`
  const work = `${lines.length > now.length ? `共${lines.length}件，先办${now.length}件` : `要办${lines.length}件`}，约${now.reduce((sum, { minutes }) => sum + minutes, 0)}分钟`
  return posts.length === 0 ? work : `您的岗位：${posts.join('、')}　·　${work}`
}

/** 今天: what is due, why, and the one click that begins it. */
export function TodayPage() {
  const { answer, year, projects, failure, load } = useToday()
  const [isOpen, setOpen] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  useEffect(() => {
    // Not a timer until midnight: a computer that slept wakes on another day, and a calendar may be put back.
    const timer = setInterval(() => {
      const shown = useToday.getState().answer?.on
      if (shown !== undefined && shown !== today()) void load()
    }, look)
    return () => clearInterval(timer)
  }, [load])
  const on = answer?.on ?? today()
  const hasOwn = answer?.lines.some(({ own }) => own) ?? false
  const toTitle = () => title.current?.focus()
  return (
    <div className="today-room">
      <div className="page-head">
        <div><h1 ref={title} tabIndex={-1}>{chineseMonthDay(on)}　{weekdayOf(on)}</h1>{answer && <p className="mut sm num" role="status">{headOf(answer)}</p>}</div>
        <StartMeeting />
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {!answer && !failure && <p className="mut late" role="status">正在看今天要办的事…</p>}
      {answer && (
        <div className="today-grid">
          <div className="today-main">
            {answer.lines.length > 1 && <p className="mut sm">{hasOwn ? '顺序：先办本人岗位的，再办其他岗位的；各按今天截止、逾期、临近期限的先后。' : '顺序：今天截止的在前，逾期的次之，再按期限。'}</p>}
            {answer.lines.length === 0 ? <Nothing answer={answer} /> : (
              <ol className="card today-list" aria-label="先办">{answer.lines.slice(0, first).map((line, at) => <LineRow key={line.key} line={line} isFirst={at === 0} onGone={toTitle} />)}</ol>
            )}
            <Rest lines={answer.lines.slice(first)} isOpen={isOpen} isSplit={hasOwn} onToggle={() => setOpen(!isOpen)} onGone={toTitle} />
            <Dismissed lines={answer.dismissed} />
            {year && <YearCard year={year} />}
          </div>
          <div className="today-side"><ProjectsCard projects={projects} /><DaysCard days={answer.days} /></div>
        </div>
      )}
    </div>
  )
}

function Nothing({ answer: { next } }: { answer: Answer }) {
  return (
    <div className="card today-nothing">
      <p><b>今天没有要办的事</b></p>
      <p className="mut">{next === null ? '接下来半年也没有排着的事。' : `${chineseMonthDay(next.on)}（${weekdayOf(next.on)}）起：${next.what}。`}</p>
    </div>
  )
}
