import { useCallback, useEffect, useState } from 'react'
import { templateDocumentNames } from '../../../shared/domain/templateDocument.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { leave, onResume, useRoute, type Route } from '../session/index.ts'
import './papers.css'

/** How this year's papers stand, in a few words for each card. */
interface Standing { frequency: string; checklist: string; rules: string; templates: string }

async function readStanding(year: number): Promise<Standing> {
  const [table, list, rules, forms] = await Promise.all([callApi('rules.frequency', { year }), callApi('checklist.list', { year }), callApi('rules.list', {}), callApi('templates.list', {})])
  const missing = table.needs.filter(({ state }) => state === 'missing').length
  const current = rules.filter(({ isCurrent }) => isCurrent)
  const toVerify = current.filter((rule) => rule.toVerify).length
  const own = [...new Set(forms.filter(({ retired }) => !retired).map(({ document }) => templateDocumentNames[document]))]
  return {
    frequency: table.asked === 0 ? `${year}年还没有要求` : `${year}年应开${table.asked}次，完成${table.met}次${missing > 0 ? `，缺${missing}项` : ''}`,
    checklist: `${year}年符合${list.sums.ok.count}项，缺${list.sums.missing.count}项，待定${list.sums.unknown.count}项`,
    rules: `${current.length}条${toVerify > 0 ? `，${toVerify}条待核` : ''}`,
    templates: own.length === 0 ? '都用自带的版式' : `${own.join('、')}用本单位的版式`,
  }
}

interface Paper { id: keyof Standing | 'export'; name: string; what: string; verb: string; to: Route }
const papers: readonly Paper[] = [
  { id: 'frequency', name: '组织生活达标表', what: '一年里应开、已开和缺的会议，逐月列出。', verb: '看达标表', to: { screen: 'frequency' } },
  { id: 'checklist', name: '检查清单', what: '按考评细则逐项核对，缺的可以导出缺项清单分给人补齐。', verb: '看检查清单', to: { screen: 'checklist' } },
  { id: 'rules', name: '规则', what: '提醒和检查的依据；本单位可以要求得更严。', verb: '看规则', to: { screen: 'rules' } },
  { id: 'templates', name: '本单位模板', what: '有规定版式的，把去年的Word文件放进来，导出的文书就照它的样子。', verb: '管理文书模板', to: { screen: 'templates' } },
  { id: 'export', name: '批量导出会议记录', what: '会议列表右上角的“批量导出”，一次导出一个季度或一年的记录、签到表和纪要。', verb: '去会议列表', to: { screen: 'meetings' } },
]

/** 文档与检查: what an inspection looks at, each with the way there. The buttons work whether or not the figures could be read. */
export function PapersPage() {
  const go = useRoute((state) => state.go)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const read = useCallback(() => {
    readStanding(Number(today().slice(0, 4))).then((found) => { setStanding(found); setFailure(null) }, (thrown: unknown) => setFailure(asApiError(thrown)))
  }, [])
  useEffect(() => { read() }, [read])
  useEffect(() => onResume(read), [read])
  return (
    <div className="page papers">
      <h1>文档与检查</h1>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={read} />}
      <div className="papers-grid">
        {papers.map(({ id, name, what, verb, to }) => (
          <section key={id} className="card" aria-labelledby={`papers-${id}`}>
            <h2 id={`papers-${id}`}>{name}</h2>
            <p>{what}</p>
            {id !== 'export' && <p className="mut sm num" role="status">{standing ? standing[id] : failure ? '没有读出来' : '正在统计…'}</p>}
            <div className="row"><button className="btn" type="button" onClick={() => void leave(() => go(to))}>{verb}</button></div>
          </section>
        ))}
      </div>
    </div>
  )
}
