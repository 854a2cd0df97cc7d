import { useEffect, useMemo, useState } from 'react'
import { chineseDate, type IsoDate } from '../../../shared/domain/dates.ts'
import { parsePeopleLines } from '../../../shared/domain/peopleLines.ts'
import { postNames, statusNames } from '../../../shared/domain/person.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { registerTyped } from '../session/index.ts'
import { usePeople } from './peopleStore.ts'

interface AddPeopleProps { since: IsoDate; onDone(): void }

/** People pasted from Excel or typed, one a line; each shown as it was understood before anything is stored. */
export function AddPeople({ since, onDone }: AddPeopleProps) {
  const addMany = usePeople((state) => state.addMany)
  const [lines, setLines] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => registerTyped(() => lines.trim() !== ''), [lines])
  const { people, problems } = useMemo(() => parsePeopleLines(lines, since), [lines, since])
  const names = new Set(people.map((p) => p.name)).size
  const blocked = people.length === 0 || problems.length > 0
  const add = async () => {
    if (busy || blocked) return
    setBusy(true)
    setError(null)
    try {
      await addMany(lines)
      onDone()
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="add-people" aria-labelledby="add-people">
      <div>
        <label className="label" htmlFor="people-lines" id="add-people">从Excel复制后粘贴，或一行一人手工输入：姓名、人员类别、党内职务、党小组、自（日期），用逗号隔开，没有的留空</label>
        <textarea id="people-lines" autoFocus className="input paste" spellCheck={false} value={lines} onChange={(event) => setLines(event.target.value)}
          placeholder={'姓名\t人员类别\t党内职务\t党小组\t自\n周启明\t正式党员\t书记\t第一党小组\t2024-02-20\n方子涵，预备党员，，第一党小组，2026-03-20'} />
        <p className="sm mut">群众、积极分子、发展对象也可以登记。不写日期的从建账日期{chineseDate(since)}算起；同一人身份或职务变过，可以写几行，日期不同。</p>
      </div>
      {error && <ErrorNotice sentence={error.sentence}><ul>{error.fields.map((f) => <li key={f.path}>{f.message}</li>)}</ul></ErrorNotice>}
      {problems.length > 0 && (
        <div className="notice bad" role="alert"><ul className="problems">{problems.slice(0, 20).map((p) => <li key={p.line}>{p.message}</li>)}{problems.length > 20 && <li>另有{problems.length - 20}行。</li>}</ul></div>
      )}
      {people.length > 0 && (
        <div className="understood" tabIndex={0} role="region" aria-label="读到的人员">
          <table className="plain">
            <thead><tr><th>姓名</th><th>人员类别</th><th>党内职务</th><th>党小组</th><th>自</th></tr></thead>
            <tbody>{people.map((p) => <tr key={p.line}><td><b>{p.name}</b></td><td>{statusNames[p.status]}</td><td>{p.posts.map((post) => postNames[post]).join('、')}</td><td>{p.group}</td><td className="num">{chineseDate(p.from)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      <div className="row between">
        <span className="mut" role="status">{people.length === 0 ? '' : problems.length > 0 ? `另有${problems.length}行要改正，改好后一起登记` : `读到${names}人${people.length > names ? `，共${people.length}行` : ''}`}</span>
        <button className="btn primary" type="button" disabled={blocked || busy} onClick={() => void add()}>{busy ? '正在登记…' : names > 0 ? `登记${names}人` : '登记人员'}</button>
      </div>
    </section>
  )
}
