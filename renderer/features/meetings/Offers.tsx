import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ItemNature } from '../../../shared/domain/meetingKinds.ts'
import { callApi } from '../../lib/callApi.ts'
import { emptyItem } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'
import { useLedgerActs } from './FollowUpTools.tsx'

type Offered = Output<'meetings.offers'>
interface Offer { id: string; title: string; note: string; head: string; nature: ItemNature }

const shown = 3

const offersOf = ({ actions, projects, difficulties }: Offered): { name: string; offers: Offer[] }[] => [
  { name: '到会人员逾期的事项', offers: actions.map(({ id, title, owner, note }) => ({ id, title, note: [owner, note].filter((part) => part !== '').join('，'), head: `督办：${title}`, nature: 'both' as const })) },
  { name: '一个月没有新数值的项目', offers: projects.map(({ id, title, note }) => ({ id, title, note, head: `听取“${title}”进展情况`, nature: 'both' as const })) },
  { name: '业务难点', offers: difficulties.map(({ id, title, note }) => ({ id, title, note, head: `研究业务难点：${title}`, nature: 'business' as const })) },
]

/** What the meeting could deal with: overdue items of who will attend, projects nobody reported on, open difficulties. Nothing where there is nothing. */
export function Offers({ on, names }: { on: IsoDate; names: readonly string[] }) {
  const [offered, setOffered] = useState<Offered | null>(null)
  const agenda = useEditor((state) => state.draft?.agenda) ?? []
  const acts = useLedgerActs((state) => state.times)
  const key = names.join('、')
  useEffect(() => {
    let isHere = true
    // Offers are beside the record: where they cannot be read, the record goes on without them.
    callApi('meetings.offers', { on, names: key === '' ? [] : key.split('、') }).then((answer) => { if (isHere) setOffered(answer) }).catch(() => undefined)
    return () => { isHere = false }
  }, [on, key, acts])
  if (offered === null) return null
  const taken = new Set(agenda.map(({ title }) => title))
  const groups = offersOf(offered).map(({ name, offers }) => ({ name, offers: offers.filter(({ head }) => !taken.has(head.slice(0, 300))) })).filter(({ offers }) => offers.length > 0)
  if (groups.length === 0) return null
  const take = ({ head, nature }: Offer) => goToFieldAfter(() => {
    const item = emptyItem({ title: head.slice(0, 300), nature })
    useEditor.getState().edit((draft) => ({ agenda: [...draft.agenda, item] }))
    return `agenda.${item.id}.reporter`
  })
  return (
    <div className="card offers">
      <h2>可以列入议题</h2>
      {groups.map(({ name, offers }) => (
        <div key={name}>
          <p className="mut sm">{name}{offers.length > shown ? `（${offers.length}项，先列${shown}项）` : ''}</p>
          <ul>{offers.slice(0, shown).map((offer) => <li key={offer.id}><span>{offer.title}<small className="mut">{offer.note}</small></span><button className="btn link" type="button" aria-label={`列入议题：${offer.title}`} onClick={() => take(offer)}>列入</button></li>)}</ul>
        </div>
      ))}
    </div>
  )
}
