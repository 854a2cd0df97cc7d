import { lazy, Suspense, useEffect, useState } from 'react'
import type { DamageOverview } from '../../../shared/domain/damage.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import type { Sentence } from '../../../shared/errors/sentences.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { useSession } from '../session/index.ts'
import { MendKeyring } from './MendKeyring.tsx'
import { OpenWithoutTail } from './OpenWithoutTail.tsx'
import { RestoreHere } from './RestoreHere.tsx'
import { Salvage } from './Salvage.tsx'
import { WhatIsLeft } from './WhatIsLeft.tsx'
import { backupWords, findings, type DamageKind } from './words.ts'
import './damage.css'

const RestoreFromPlace = lazy(async () => ({ default: (await import('../backup/index.ts')).RestoreFromPlace }))

type View = 'overview' | 'restore' | 'place' | 'salvage' | 'keyring' | 'tail'
interface DamageScreenProps { code: ErrorCode; sentence: Sentence }

const kindOf = (code: ErrorCode, overview: DamageOverview | null): DamageKind =>
  code === 'KEYRING_DAMAGED' ? 'keyring' : code === 'DATABASE_MISSING' ? 'missing' : overview !== null && overview.database.lostSaves > 0 ? 'log' : 'database'

/** A broken workspace: what was found, what is safe, and the ways out, the one that loses least first. Plain React, as all of the gate. */
export function DamageScreen({ code, sentence }: DamageScreenProps) {
  const refresh = useSession((state) => state.refresh)
  const [overview, setOverview] = useState<DamageOverview | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [view, setView] = useState<View>('overview')
  /** How often it was looked at: each return to the overview may find other files. */
  const [looks, setLooks] = useState(0)
  useEffect(() => { callApi('damage.overview', {}).then((seen) => { setOverview(seen); setFailure(null) }, (thrown: unknown) => setFailure(asApiError(thrown))) }, [looks])
  const read = () => setLooks((count) => count + 1)
  const back = () => {
    setView('overview')
    read()
  }
  if (view === 'place') return <Suspense fallback={<main className="gate" />}><RestoreFromPlace onBack={back} /></Suspense>
  return (
    <main className="gate damage-gate">
      <section className="gate-card wide" aria-labelledby="problem" data-problem={code}>
        <p className="gate-brand">支部工作台</p>
        {view === 'overview' || !overview ? <Overview {...{ code, sentence, overview, failure }} onView={setView} onRetry={() => { read(); void refresh() }} />
          : view === 'restore' ? <RestoreHere overview={overview} onBack={back} />
            : view === 'salvage' ? <Salvage overview={overview} onBack={back} />
              : view === 'keyring' ? <MendKeyring onBack={back} /> : <OpenWithoutTail overview={overview} onBack={back} />}
      </section>
    </main>
  )
}

interface OverviewProps extends DamageScreenProps { overview: DamageOverview | null; failure: ApiError | null; onView(view: View): void; onRetry(): void }

function Overview({ code, sentence, overview, failure, onView, onRetry }: OverviewProps) {
  const [notShown, setNotShown] = useState<ApiError | null>(null)
  const kind = kindOf(code, overview)
  const best = overview?.best ?? null
  const showFolder = () => void callApi('files.showWorkspace', {}).then(() => setNotShown(null), (thrown: unknown) => setNotShown(asApiError(thrown)))
  const hasFirst = (kind === 'keyring' && (overview?.backupCount ?? 0) > 0) || kind === 'log'
  return (
    <>
      <div role="alert"><h1 id="problem">{sentence.happened}</h1></div>
      <dl className="problem">
        <dt>查到的</dt>
        <dd>{overview === null ? (failure ? failure.sentence.happened : <span className="mut" role="status">正在查看…</span>)
          : <ul className="found-files">{findings(overview, now()).map(({ what, state, isBad }) => <li key={what} className={isBad ? 'bad' : ''}><span className="mut">{what}</span>{state}</li>)}</ul>}
          {overview && (kind === 'database' || kind === 'log') && overview.knowsKey && <WhatIsLeft />}
        </dd>
        <dt>安全的</dt>
        <dd>{sentence.safe}{overview && <p>{best ? <>本机有{overview.backupCount}份备份，最近一份可恢复的是{backupWords(best, now())}。</> : overview.backupCount > 0 ? `本机有${overview.backupCount}份备份，但没有一份是检查过、可以恢复的。` : '本机没有备份。'}</p>}</dd>
        <dt>怎么办</dt><dd>{sentence.next}</dd>
      </dl>
      {overview && (
        <ol className="ways">
          {kind === 'keyring' && overview.backupCount > 0 && <Way primary verb="用备份里的口令文件打开…" what="数据一点不丢。口令要用做那份备份时的。" onAct={() => onView('keyring')} />}
          {kind === 'log' && <Way primary verb="不要读不出的，直接打开…" what={`只少最后${overview.database.lostSaves}次保存；现在的文件先另存一份。`} onAct={() => onView('tail')} />}
          {overview.backupCount > 0 && <Way primary={!hasFirst} verb="从本机的备份恢复…" what={best ? '那以后的改动要重新登记。损坏的文件另外保留，不删除。' : '没有检查过的备份也可以试，恢复前会先检查。'} onAct={() => onView('restore')} />}
          <Way primary={!hasFirst && overview.backupCount === 0} verb="从U盘的备份恢复…" what="备份放在U盘或别的文件夹里的，用这个。" onAct={() => onView('place')} />
          {kind !== 'keyring' && kind !== 'missing' && <Way verb="只读抢救…" what="把还读得出的会议写成Word文书，不动数据文件。" onAct={() => onView('salvage')} />}
        </ol>
      )}
      <div className="row">
        <button className={`btn ${overview ? '' : 'primary'}`} type="button" onClick={showFolder}>打开数据文件夹</button>
        <button className="btn" type="button" onClick={onRetry}>再试一次</button>
      </div>
      {notShown && <p className="error-text note-space" role="alert">{notShown.sentence.happened}<span className="mut">{notShown.sentence.safe}{notShown.sentence.next}</span></p>}
    </>
  )
}

function Way({ verb, what, primary = false, onAct }: { verb: string; what: string; primary?: boolean; onAct(): void }) {
  return <li><button className={`btn ${primary ? 'primary' : ''}`} type="button" autoFocus={primary} onClick={onAct}>{verb}</button><span className="mut">{what}</span></li>
}
