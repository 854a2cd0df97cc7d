import type { ReactNode } from 'react'
import type { BackupStatus, SecondPlace } from '../../../shared/domain/backup.ts'
import { sizeText } from '../../../shared/domain/attachment.ts'
import { agoWords, instantWords, stateOf } from '../../../shared/domain/backupWords.ts'
import { now } from '../../lib/clock.ts'
import { useBackups } from './backupStore.ts'

/** How the backups stand, in plain words: the last one, this computer, the second place, the rehearsal. */
export function StateCard({ status }: { status: BackupStatus }) {
  const { busy, choosePlace, leavePlace, copy, rehearse } = useBackups()
  const { last, count, size, changedSince, secondPlace, rehearsal } = status
  const at = (instant: string) => `${instantWords(instant, now())}（${agoWords(instant, now())}）`
  const state = last && stateOf(last)
  return (
    <dl className="card backup-state">
      <Line label="最近一次" note={last && (changedSince ? '这以后有改动，下一次备份会带上。' : '这以后没有改动。')}>
        {last ? <>{at(last.at)} {state && <span className={`tag ${state.tone}`}>{state.words}</span>}</> : '还没有备份。'}
      </Line>
      <Line label="本机" note="有改动时每30分钟备份一次，退出时、升级前、恢复前也备份；旧的自动精简，每年的一份一直保留。">
        {count === 0 ? '没有备份。' : `${count}份，共${sizeText(size)}`}
      </Line>
      <Line label="U盘或文件夹" note={placeNote(secondPlace)} acts={secondPlace === null
        ? <button className="btn" type="button" disabled={busy !== null} onClick={() => void choosePlace()}>选择U盘或文件夹…</button>
        : (
          <>
            <button className="btn" type="button" disabled={busy !== null || !secondPlace.present} onClick={() => void copy()}>{busy === 'copy' ? '正在复制…' : '现在复制'}</button>
            <button className="btn quiet" type="button" disabled={busy !== null} onClick={() => void choosePlace()}>换一个…</button>
            <button className="btn quiet" type="button" disabled={busy !== null} onClick={() => void leavePlace()}>不再使用</button>
          </>
        )}>
        {secondPlace === null ? '没有选择。备份都在这台电脑上，电脑坏了就都没有了。' : (
          <>“{secondPlace.name}” {secondPlace.present ? <span className="tag green">已插上</span> : <span className="tag">没有插上</span>} {secondPlace.overdue && <span className="tag red">该复制了</span>}
            <span>　{secondPlace.lastAt === null ? '还没有复制过' : `最近复制 ${at(secondPlace.lastAt)}`}</span></>
        )}
      </Line>
      <Line label="恢复演练" note={rehearsal === null ? '每月自动做一次：把最新的备份完整恢复到临时文件夹，打开读一遍，再删除。' : rehearsal.message}
        acts={<button className="btn quiet" type="button" disabled={busy !== null || count === 0} onClick={() => void rehearse()}>{busy === 'rehearse' ? '正在演练…' : '现在演练'}</button>}>
        {rehearsal === null ? '还没有做过。' : <>{at(rehearsal.at)} <span className={`tag ${rehearsal.ok ? 'green' : 'red'}`}>{rehearsal.ok ? '通过' : '没有通过'}</span></>}
      </Line>
    </dl>
  )
}

function Line({ label, note, acts, children }: { label: string; note: string | null; acts?: ReactNode; children: ReactNode }) {
  return <div><dt>{label}</dt><dd><p>{children}</p>{note && <p className="mut sm">{note}</p>}</dd><dd className="row">{acts}</dd></div>
}

function placeNote(place: SecondPlace | null): string | null {
  if (place === null) return '另放一份到U盘或另一块磁盘上的文件夹，同样加密。插上U盘时自动复制。'
  if (place.problem !== null) return `上次没有复制成：${place.problem}`
  return place.present ? '每次备份后自动复制。' : '插上后自动复制，也可以换一个。'
}
