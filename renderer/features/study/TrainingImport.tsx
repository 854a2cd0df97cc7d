import { chineseDate } from '../../../shared/domain/dates.ts'
import { studyKindNames } from '../../../shared/domain/study.ts'
import { callApi } from '../../lib/callApi.ts'
import { ImportFlow, outcomeNames } from '../fusion/index.ts'
import { act } from './studyStore.ts'

/** A list of training, as the superior committee or the school hands it out. */
export function TrainingImport({ onClose }: { onClose(): void }) {
  return (
    <ImportFlow title="导入培训学时" what="条培训" headings={'姓名\t培训名称\t开始日期\t结束日期\t主办单位\t类别\t学时'} onClose={onClose}
      intro="选一个 Excel 或 CSV 文件。认得的列：姓名、培训名称、开始日期、结束日期、主办单位、类别（政治理论或业务）、学时；没有学时的按脱产天数，1天8学时、半天4学时。姓名要在名册里。"
      ask={(source, commit) => (commit ? act(() => callApi('study.importFile', { ...source, commit })) : callApi('study.importFile', { ...source, commit }))}>
      {({ rows }) => (
        <div className="understood import-rows" tabIndex={0} role="region" aria-label="读到的培训">
          <table className="plain import-list"><thead><tr><th scope="col">行</th><th scope="col">结果</th><th scope="col">姓名</th><th scope="col">培训名称</th><th scope="col">日期</th><th scope="col">主办单位</th><th scope="col">类别</th><th scope="col">学时</th></tr></thead>
            <tbody>{rows.map(({ line, outcome, name, title, findings, values }) => (
              <tr key={line}><td className="num">{line}</td><td><span className={`tag ${outcomeNames[outcome].tag}`}>{outcomeNames[outcome].name}</span></td><td>{name}</td>
                <td><b className="clamped" title={title}>{title}</b>{findings.map(({ column, message, level }) => <p key={column + message} className={level === 'refuse' ? 'error-text' : 'amber-text'}>{column}：{message}</p>)}</td>
                <td className="num">{values === null ? '' : values.from === values.to ? chineseDate(values.from) : `${chineseDate(values.from)}至${chineseDate(values.to)}`}</td><td>{values?.organiser}</td><td>{values === null ? '' : studyKindNames[values.kind]}</td><td className="num">{values?.hours}</td></tr>
            ))}</tbody></table>
        </div>
      )}
    </ImportFlow>
  )
}
