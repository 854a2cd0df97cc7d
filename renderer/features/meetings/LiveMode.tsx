import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import type { Speech } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { useComposedText } from '../../components/composedText.ts'
import { clockTime, now } from '../../lib/clock.ts'
import { useSaving } from '../session/index.ts'
import { emptyItem } from './draft.ts'
import { useEditor } from './editorStore.ts'
import './live.css'

interface LiveModeProps { speakers: readonly KnownPerson[]; people: readonly KnownPerson[]; onClose(): void }

/** The last speakers that have a key of their own. */
const keyed = 9
const time = () => clockTime(now().toISOString())

const Said = memo(function Said({ speaker, text, at }: Speech) {
  return <p><span className="num mut sm">{at}</span><b>{speaker || '　　'}</b><span>{text}</span></p>
})

/**
 * Taking down a meeting while it is held: the whole window, large type, the keyboard alone. What is typed goes into the record at once,
 * as anywhere else; only the speech that is being typed is a field, so that an hour of typing stays as quick as its first line.
 */
export function LiveMode({ speakers, people, onClose }: LiveModeProps) {
  const agenda = useEditor((state) => state.draft?.agenda ?? [])
  const saving = useSaving()
  const [index, setIndex] = useState(Math.max(0, agenda.length - 1))
  const [mode, setMode] = useState<'speech' | 'decision'>('speech')
  const [naming, setNaming] = useState<string | null>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const item = agenda[index]
  const speeches = useMemo(() => item?.speeches ?? [], [item])
  const current = speeches.at(-1)

  // There is always an item to write into.
  useEffect(() => { if (agenda.length === 0) useEditor.getState().edit(() => ({ agenda: [emptyItem()] })) }, [agenda.length])
  useEffect(() => { if (naming === null) text.current?.focus() }, [naming, mode, index, current?.speaker])
  useEffect(() => { end.current?.scrollIntoView({ block: 'end' }) }, [speeches.length, index])

  const value = mode === 'decision' ? item?.decision ?? '' : current?.text ?? ''
  const write = (typed: string) => {
    if (!item) return
    useEditor.getState().editItem(item.id, (before) => {
      if (mode === 'decision') return { decision: typed }
      const last = before.speeches.at(-1)
      return { speeches: last ? [...before.speeches.slice(0, -1), { ...last, text: typed }] : [{ speaker: '', text: typed, at: time() }] }
    })
  }
  const bind = useComposedText(value, write)

  const speak = (speaker: string) => {
    setMode('speech')
    setNaming(null)
    if (!item || speaker === '' || current?.speaker === speaker) return
    useEditor.getState().editItem(item.id, (before) => {
      const last = before.speeches.at(-1)
      const fresh = { speaker, text: '', at: time() }
      return { speeches: last && last.text === '' ? [...before.speeches.slice(0, -1), fresh] : [...before.speeches, fresh] }
    })
  }
  const decide = () => setMode(mode === 'decision' ? 'speech' : 'decision')
  const turn = (by: -1 | 1) => {
    const to = index + by
    if (to < 0) return
    if (to >= agenda.length) useEditor.getState().addItem(null)
    setMode('speech')
    setIndex(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const digit = event.altKey && !event.ctrlKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined
    const speaker = digit === undefined ? undefined : speakers[Number(digit) - 1]
    const act = speaker ? () => speak(speaker.name)
      : event.ctrlKey && event.key.toLowerCase() === 'z' ? () => { useEditor.getState().undo(event.shiftKey ? 'forth' : 'back') }
      : event.key === 'F2' ? () => setNaming('')
      : event.key === 'F3' ? decide
      : event.key === 'F4' ? () => turn(event.shiftKey ? -1 : 1)
      : event.key === 'Escape' ? (naming === null ? onClose : () => setNaming(null)) : null
    // The keys of the record below are not for here; those of the whole application are.
    if (event.key !== 'F1') event.stopPropagation()
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div className="live" role="dialog" aria-modal="true" aria-label="会中模式" onKeyDown={onKeyDown}>
      <header>
        <span className="live-item">{chineseNumeral(index + 1)}、</span>
        <input className="input live-title" aria-label={`议题${chineseNumeral(index + 1)}的标题`} value={item?.title ?? ''} maxLength={300} placeholder="议题标题" onChange={(event) => { if (item) useEditor.getState().editItem(item.id, () => ({ title: event.target.value })) }} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) text.current?.focus() }} />
        <span className="mut num" role="status">{saving.state === 'failed' ? `未能保存：${saving.error?.sentence.happened ?? ''}` : saving.state === 'saving' ? '正在保存…' : saving.savedAt === null ? '' : `已保存 ${clockTime(saving.savedAt)}`}</span>
        <button className="btn" type="button" onClick={onClose}>退出会中模式 <kbd>Esc</kbd></button>
      </header>
      <nav aria-label="发言人">
        <ol>{speakers.slice(0, keyed).map((speaker, n) => <li key={speaker.name}><button type="button" aria-pressed={mode === 'speech' && current?.speaker === speaker.name} onClick={() => speak(speaker.name)}><kbd>Alt {n + 1}</kbd>{speaker.name}</button></li>)}</ol>
        <button className="btn quiet" type="button" onClick={() => setNaming('')}><kbd>F2</kbd> 其他人</button>
        <button className="btn quiet" type="button" aria-pressed={mode === 'decision'} onClick={decide}><kbd>F3</kbd> 记决定</button>
        <button className="btn quiet" type="button" onClick={() => turn(1)}><kbd>F4</kbd> 下一个议题</button>
        {index > 0 && <button className="btn quiet" type="button" onClick={() => turn(-1)}><kbd>Shift F4</kbd> 上一个议题</button>}
      </nav>
      <div className="live-text" tabIndex={0} role="region" aria-label="本议题已记下的话">
        {(mode === 'decision' ? speeches : speeches.slice(0, -1)).map((speech, n) => <Said key={n} {...speech} />)}
        {mode === 'speech' && item && item.decision !== '' && <p className="live-decision"><b>决定</b><span>{item.decision}</span></p>}
        <div ref={end} />
      </div>
      <div className={`live-now ${mode}`}>
        {naming !== null
          ? <form onSubmit={(event) => { event.preventDefault(); speak(naming.trim()) }}><span>换成</span><Naming people={people} value={naming} onChange={setNaming} /><button className="btn" type="submit">记他的发言</button></form>
          : <label htmlFor="live-field">{mode === 'decision' ? '决定' : `${current?.speaker || '先选发言人（Alt+数字或F2），也可以直接写'}${current?.at ? `　${current.at}` : ''}`}</label>}
        <textarea {...bind} ref={text} id="live-field" data-field="live.text" className="input" rows={3} maxLength={100_000} spellCheck={false} />
      </div>
    </div>
  )
}

function Naming({ people, value, onChange }: { people: readonly KnownPerson[]; value: string; onChange(value: string): void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => { box.current?.querySelector('input')?.focus() }, [])
  return <div ref={box}><PersonInput label="发言人" value={value} field="live.speaker" people={people} placeholder="姓名或拼音首字母" onChange={onChange} /></div>
}
