import { useState } from 'react'
import { checkStateNames, handStateNames, type CheckState } from '../../../shared/domain/checklist.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { checkAnswererNames } from '../../../shared/rules/checklist.ts'
import type { CheckItem } from './checklistStore.ts'
import { HandForm } from './HandForm.tsx'
import { openTarget } from './openTarget.ts'
import { PointForm } from './PointForm.tsx'

/** So many links stand in the line before the others are asked for. */
const firstLinks = 6
const tagOf: Record<CheckState, string> = { ok: 'green', missing: 'red', unknown: 'amber', notApplicable: '' }

export type OpenForm = 'hand' | 'point' | null

/** One point: how it stands, what the data say with the way to it, what a person said, and the ways to say more. */
export function CheckLine({ item, open, onOpen }: { item: CheckItem; open: OpenForm; onOpen(form: OpenForm): void }) {
  const { id, text, points, veto, state, data, hand, source, toVerify, how, evidence, answeredBy, isOwn, isEdited } = item
  const [whole, setWhole] = useState(false)
  const links = data?.links ?? []
  const shown = whole ? links : links.slice(0, firstLinks)
  const toggle = (form: 'hand' | 'point') => onOpen(open === form ? null : form)
  return (
    <li className="check-line" aria-labelledby={`check-${id}`}>
      <span className={`tag check-state ${tagOf[state]}`}>{checkStateNames[state]}</span>
      <div className="check-body">
        <p id={`check-${id}`}><b>{veto && <span title="一票否决">★</span>}{text}</b>{veto && <span className="tag">一票否决</span>}{toVerify && <span className="tag amber">依据待核</span>}{isOwn && <span className="tag">本单位</span>}{isEdited && <span className="tag">已改</span>}</p>
        {data && <p className={hand ? 'mut' : ''}>{hand && '数据：'}{data.words}</p>}
        {hand && <p><b>手工：{handStateNames[hand.answer]}</b>　{hand.note}<span className="mut sm">　{chineseDate(hand.on)}，{hand.who}填写</span></p>}
        {links.length > 0 && (
          <ul className="check-links" aria-label={`${text}：去处理`}>
            {shown.map(({ words, to }, at) => <li key={at}><button className="btn link" type="button" onClick={() => openTarget(to)}>{words}</button></li>)}
            {links.length > firstLinks && <li><button className="btn quiet small" type="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? '收起' : `另有${links.length - firstLinks}条`}</button></li>}
            {whole && data !== null && data.more > 0 && <li className="mut sm">还有{data.more}条没有列出</li>}
          </ul>
        )}
        <p className="mut sm">{checkAnswererNames[answeredBy]}：{how}　·　{evidence !== '' && `证据：${evidence}　·　`}{source}</p>
      </div>
      <div className="check-acts">
        <span className="num">{points === 0 ? (veto ? '' : '不计分') : `${points}分`}</span>
        <button className="btn small" type="button" aria-expanded={open === 'hand'} aria-label={`手工填写：${text}`} onClick={() => toggle('hand')}>手工填写</button>
        <button className="btn quiet small" type="button" aria-expanded={open === 'point'} aria-label={`改检查点：${text}`} onClick={() => toggle('point')}>改检查点</button>
      </div>
      {open === 'hand' && <HandForm item={item} onDone={() => onOpen(null)} />}
      {open === 'point' && <PointForm item={item} onDone={() => onOpen(null)} />}
    </li>
  )
}
