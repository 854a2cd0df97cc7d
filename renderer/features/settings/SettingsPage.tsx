import { type FormEvent, useState } from 'react'
import type { WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { CountInput } from '../../components/CountInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { SecurityCard } from '../keys/index.ts'
import { useSaveInfo } from '../session/index.ts'
import { BackupCard } from '../backup/index.ts'
import { FollowUpCard } from './FollowUpCard.tsx'
import { JournalCard } from '../journal/index.ts'
import { NoticesCard } from '../notices/index.ts'
import { RulesCard } from '../rules/index.ts'
import { TemplatesCard } from '../templates/index.ts'
import './settings.css'

/** Whose branch this is, and what the unit may set otherwise. */
export function SettingsPage({ info }: { info: WorkspaceInfo }) {
  const [workdays, setWorkdays] = useState(info.supplementAfter)
  const { busy, error, save } = useSaveInfo()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(() => callApi('workspace.setSupplementAfter', { workdays }))
  }
  return (
    <div className="page settings">
      <h1>设置</h1>
      <section className="card" aria-labelledby="settings-branch">
        <h2 id="settings-branch">支部</h2>
        <dl className="facts"><dt>单位</dt><dd>{info.unit}</dd><dt>支部</dt><dd>{info.branch}</dd><dt>党务干部</dt><dd>{info.officer.name}{info.officer.posts.length > 0 && <span className="mut">　{info.officer.posts.join('、')}</span>}</dd><dt>建账日期</dt><dd>{chineseDate(info.since)}</dd></dl>
      </section>
      <form className="card" aria-labelledby="settings-late" onSubmit={submit}>
        <h2 id="settings-late">补记</h2>
        <p className="row">会后超过<CountInput label="补记的工作日数" value={workdays} field="settings.supplementAfter" onChange={(value) => setWorkdays(Math.min(60, value))} />个工作日才定稿的，标为补记并写明真实日期。</p>
        <p className="mut sm">全国没有统一规定，默认3个工作日；本单位另有要求的照改。已经定稿的记录也按新的天数显示。</p>
        {error && <ErrorNotice sentence={error.sentence} />}
        <div className="row"><button className="btn primary" type="submit" disabled={busy || workdays === info.supplementAfter}>保存补记天数</button></div>
      </form>
      <FollowUpCard info={info} />
      <BackupCard />
      <NoticesCard />
      <RulesCard />
      <TemplatesCard />
      <SecurityCard info={info} />
      <JournalCard />
    </div>
  )
}
