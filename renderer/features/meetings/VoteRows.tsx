import type { Presence, StoredVote } from '../../../shared/domain/meeting.ts'
import { judgeElection, judgeVote, votersFor, voteMethodNames, voteMethods, voteSceneNames, voteScenes, type Vote } from '../../../shared/domain/vote.ts'
import { CountInput } from '../../components/CountInput.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'

interface VoteRowsProps { itemId: string; name: string; votes: readonly StoredVote[]; seats: number | null; presence: Pick<Presence, 'expected' | 'present' | 'expectedVoters' | 'presentVoters'>; likely(): StoredVote }

/** Votes of one item: one subject at a time, with the arithmetic in words as it is typed. */
export function VoteRows({ itemId, name, votes, seats, presence, likely }: VoteRowsProps) {
  const { editItem } = useEditor.getState()
  const at = `agenda.${itemId}`
  const add = () => goToFieldAfter(() => {
    const vote = nextVote(votes.at(-1), likely())
    editItem(itemId, (item) => ({ votes: [...item.votes, vote] }))
    return `${at}.vote.${votes.length}.${vote.scene === 'election' ? 'subject' : 'yes'}`
  })
  const remove = (id: string) => goToFieldAfter(() => {
    editItem(itemId, (item) => ({ votes: item.votes.filter((vote) => vote.id !== id) }))
    return `${at}.addVote`
  })
  const set = (id: string, change: Partial<Vote>) => editItem(itemId, (item) => ({ votes: item.votes.map((vote) => (vote.id === id ? { ...vote, ...change, id } : vote)) }))
  const overfull = overfullInWords(votes, seats, presence)
  return (
    <div className="line">
      <span className="line-name">表决</span>
      <div className="votes">
        {votes.some(({ scene }) => scene === 'election') && (
          <div className="counts">
            <span className="counted"><span>应选名额</span><CountInput label={`${name}应选名额`} value={seats ?? 0} field={`${at}.seats`} onChange={(count) => editItem(itemId, () => ({ seats: count === 0 ? null : Math.min(count, 99) }))} /></span>
            <span className="mut sm">候选人一人一项，按下面的顺序印在同一张选票上</span>
            {overfull !== '' && <span role="status" className="sm amber-text">{overfull}</span>}
          </div>
        )}
        {votes.map((vote, index) => <VoteCard key={vote.id} vote={vote} at={`${at}.vote.${index}`} name={votes.length > 1 ? `${name}第${index + 1}项` : name} presence={presence} onChange={(change) => set(vote.id, change)} onRemove={() => remove(vote.id)} />)}
        <button className="btn small start" type="button" data-field={`${at}.addVote`} onClick={add}>{votes.length === 0 ? '登记表决' : votes.at(-1)?.scene === 'election' ? '再加一名候选人' : '再加一项表决'}</button>
      </div>
    </div>
  )
}

/** Each card tells of one 候选人 alone; where more got enough votes than there are seats, this tells who is left. Empty where there is nothing to tell. */
function overfullInWords(votes: readonly StoredVote[], seats: number | null, presence: VoteRowsProps['presence']): string {
  const candidates = votes.filter(({ scene }) => scene === 'election')
  const { results, over } = judgeElection(candidates.map((vote) => ({ ...vote, ...votersFor(vote, presence) })), seats)
  if (results === null || seats === null || over <= seats) return ''
  const names = candidates.filter((_, n) => results[n] === 'elected').map(({ subject }) => subject).join('、')
  const tied = results.includes('tied') ? '最后的名额票数相等，须重新投票' : ''
  return `得票过半数的${over}人，多于应选${seats}名：${[names === '' ? '' : `取票多的${names}`, tied].filter((part) => part !== '').join('；')}`
}

/** The next 候选人 of an election is on the same ballots: what is counted of the ballots, and by whom, is taken over. */
function nextVote(last: StoredVote | undefined, likely: StoredVote): StoredVote {
  return last?.scene === 'election' ? { ...last, id: likely.id, subject: '', yes: 0, no: 0, abstain: 0 } : likely
}

function VoteCard({ vote, at, name, presence, onChange, onRemove }: { vote: StoredVote; at: string; name: string; presence: VoteRowsProps['presence']; onChange(change: Partial<Vote>): void; onRemove(): void }) {
  const { scene, method, subject } = vote
  const counts = votersFor(vote, presence)
  const { passed, explanation } = judgeVote({ scene, ...counts, yes: vote.yes, no: vote.no, abstain: vote.abstain, writtenYes: vote.writtenYes, writtenNo: vote.writtenNo })
  const secret = method === 'secret'
  const count = (label: string, key: 'yes' | 'no' | 'abstain' | 'writtenYes' | 'writtenNo' | 'writtenAbstain') => <label className="counted"><span>{label}</span><CountInput label={`${name}${label}票`} value={vote[key]} field={`${at}.${key}`} onChange={(value) => onChange({ [key]: value })} /></label>
  const ballots = (label: string, key: 'issued' | 'returned' | 'valid') => <label className="counted"><span>{label}</span><CountInput label={`${name}${label}`} value={vote[key] ?? 0} field={`${at}.${key}`} onChange={(value) => onChange({ [key]: value })} /></label>
  return (
    <div className="vote">
      <select className="input" aria-label={`${name}表决事项的类别`} value={scene} onChange={(event) => onChange({ scene: voteScenes.find((s) => s === event.target.value) ?? scene })}>{voteScenes.map((s) => <option key={s} value={s}>{voteSceneNames[s]}</option>)}</select>
      <select className="input" data-field={`${at}.method`} aria-label={`${name}表决方式`} value={method} onChange={(event) => onChange({ method: voteMethods.find((m) => m === event.target.value) ?? method })}>{voteMethods.map((m) => <option key={m} value={m}>{voteMethodNames[m]}</option>)}</select>
      <LineInput className="subject" label={`${name}表决对象`} value={subject} field={`${at}.subject`} maxLength={60} placeholder={scene === 'election' ? '候选人姓名' : scene === 'admission' ? '一次表决一个人' : '表决什么（可不填）'} onChange={(text) => onChange({ subject: text })} />
      <button className="btn quiet small remove" type="button" aria-label={`删除${name}的表决`} onClick={onRemove}>删除</button>
      {secret && <div className="counts">{ballots('发出票', 'issued')}{ballots('收回票', 'returned')}{ballots('有效票', 'valid')}</div>}
      <div className="counts">{count('赞成', 'yes')}{count('不赞成', 'no')}{count('弃权', 'abstain')}</div>
      {scene === 'admission' && <div className="counts"><span className="mut sm">会前书面意见</span>{count('书面赞成', 'writtenYes')}{count('书面不赞成', 'writtenNo')}{count('书面弃权', 'writtenAbstain')}</div>}
      {scene === 'election' && <div className="counts"><span className="counted"><span>不计入应到</span><CountInput label={`${name}不计入应到的人数`} value={vote.excluded} field={`${at}.excluded`} onChange={(excluded) => onChange({ excluded })} /></span>{vote.excluded > 0 && <LineInput className="subject long" label={`${name}不计入应到的原因`} value={vote.excludedReason} field={`${at}.excludedReason`} maxLength={200} placeholder="姓名、原因、上级同意和大会通过的情况" onChange={(excludedReason) => onChange({ excludedReason })} />}</div>}
      {secret && <div className="counts"><LineInput className="subject" label={`${name}监票人`} value={vote.teller} field={`${at}.teller`} maxLength={60} placeholder="监票人" onChange={(teller) => onChange({ teller })} /><LineInput className="subject" label={`${name}计票人`} value={vote.counters} field={`${at}.counters`} maxLength={120} placeholder="计票人" onChange={(counters) => onChange({ counters })} /></div>}
      <p role="status" className={`sm ${passed ? 'green-text' : 'amber-text'}`}>{explanation}</p>
    </div>
  )
}
