import { chineseDate } from '../../../shared/domain/dates.ts'
import { businessLineNames } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { act } from './fusionStore.ts'
import { ImportFlow, outcomeNames } from './ImportFlow.tsx'
import { changeInWords } from './words.ts'

/** 难点清单 out of a file or pasted. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  return (
    <ImportFlow title="导入难点清单" what="个难点" headings={'难点\t业务条线\t现状值\t目标值\t单位\t牵头人\t时限\t党建举措'} onClose={onClose}
      intro="选一个 Excel 或 CSV 文件。第一行是表头，认得的列：难点、业务条线、来源、现状值、目标值、单位、牵头人、责任支委、时限、党建举措。"
      ask={(source, commit) => (commit ? act(() => callApi('difficulties.importFile', { ...source, commit })) : callApi('difficulties.importFile', { ...source, commit }))}>
      {({ rows }) => (
        <div className="understood import-rows" tabIndex={0} role="region" aria-label="读到的难点">
          <table className="plain import-list"><thead><tr><th scope="col">行</th><th scope="col">结果</th><th scope="col">难点</th><th scope="col">条线</th><th scope="col">现状值 → 目标值</th><th scope="col">牵头人</th><th scope="col">时限</th><th scope="col">党建举措</th></tr></thead>
            <tbody>{rows.map(({ line, outcome, title, findings, values }) => (
              <tr key={line}><td className="num">{line}</td><td><span className={`tag ${outcomeNames[outcome].tag}`}>{outcomeNames[outcome].name}</span></td>
                <td><b className="clamped" title={title}>{title}</b>{findings.map(({ column, message, level }) => <p key={column + message} className={level === 'refuse' ? 'error-text' : 'amber-text'}>{column}：{message}</p>)}</td>
                <td>{values === null ? '' : businessLineNames[values.line]}</td><td className="num">{values === null ? '' : changeInWords(values.baseline, values.target, values.unit)}</td><td>{values?.leader}</td><td className="num">{values?.dueOn === null || values === null ? '' : chineseDate(values.dueOn)}</td><td>{values === null ? '' : values.measure === '' ? <span className="tag amber">还没有</span> : <span className="clamped" title={values.measure}>{values.measure}</span>}</td></tr>
            ))}</tbody></table>
        </div>
      )}
    </ImportFlow>
  )
}
