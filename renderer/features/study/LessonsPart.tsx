import { chineseMonthDay } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { leave, useRoute } from '../session/index.ts'
import { useStudy } from './studyStore.ts'

const times = (count: number) => (count === 0 ? <span className="tag amber">还没有</span> : <span className="num">{count}次</span>)

/** 党课 and 道德讲堂 with who lectured, and who of the leaders has done so on theory and on business. */
export function LessonsPart() {
  const { lessons: list, year } = useStudy()
  const { go, newMeeting } = useRoute()
  if (list === null) return <p className="mut" role="status">正在读取…</p>
  const { lessons, leaders } = list
  return (
    <div className="study-lessons">
      <section aria-labelledby="leaders-head"><h2 id="leaders-head">书记和支委讲课</h2>
        {leaders.length === 0 ? <p className="mut">名册里还没有登记书记和支委。</p> : (
          <div className="table-room study-leaders" tabIndex={0} role="region" aria-label="谁讲过课"><table className="plain list"><thead><tr><th scope="col">姓名</th><th scope="col">政治理论</th><th scope="col">业务</th><th scope="col">计划</th></tr></thead>
            <tbody>{leaders.map(({ personId, name, post, theory, business, planned }) => <tr key={personId}><td title={`${name}，${post}`}><b>{name}</b> <span className="mut sm">{post}</span></td><td>{times(theory)}</td><td>{times(business)}</td><td className="num">{planned === 0 ? <span className="mut">—</span> : `${planned}次`}</td></tr>)}</tbody></table></div>
        )}
        <p className="mut sm">党课写明部署的业务，或议题标为业务，就算讲了业务。主讲人按姓名对应。</p>
      </section>
      <section aria-label="课"><div className="row between"><h2>{year}年的课</h2><span className="row"><button className="btn small" type="button" onClick={() => void leave(() => newMeeting('partyLecture'))}>登记党课</button><button className="btn small" type="button" onClick={() => void leave(() => newMeeting('moralLecture'))}>登记道德讲堂</button></span></div>
        {lessons.length === 0 ? <p className="mut">{year}年还没有登记党课和道德讲堂。</p> : (
          <div className="table-room" tabIndex={0} role="region" aria-label={`${year}年的课`}>
            <table className="plain list"><thead><tr><th scope="col" className="study-day">日期</th><th scope="col" className="study-kind">类型</th><th scope="col">题目</th><th scope="col" className="study-lecturer">主讲人</th><th scope="col" className="study-basis">内容</th><th scope="col" className="r study-who">听课</th></tr></thead>
              <tbody>{lessons.map(({ meetingId, kind, heldOn, topic, lecturer, lecturerPost, theory, business, businessWords, listeners, isPlanned }) => (
                <tr key={meetingId}><td className="num">{chineseMonthDay(heldOn)}</td><td>{kindFacts[kind].short}</td><td title={topic}><button className="row-link" type="button" onClick={() => void leave(() => go({ screen: 'meeting', meetingId, newKind: null }))}>{topic}</button></td>
                  <td title={[lecturer, lecturerPost].filter((part) => part !== '').join('，')}>{lecturer === '' ? <span className="amber-text">没有填</span> : lecturer}</td>
                  <td title={businessWords}>{[theory ? '政治理论' : '', business ? '业务' : ''].filter((part) => part !== '').join('＋')}{businessWords === '' ? '' : <span className="mut sm"> {businessWords}</span>}</td>
                  <td className="r num">{isPlanned ? <span className="mut">计划</span> : `${listeners}人`}</td></tr>
              ))}</tbody></table>
          </div>
        )}
      </section>
    </div>
  )
}
