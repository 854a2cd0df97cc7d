import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { searchOrderNames, searchOrders, searchKindNames, type SearchKind } from '../../../shared/domain/search.ts'
import { termsOf } from '../../../shared/domain/searchText.ts'
import { useComposedText } from '../../components/composedText.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { loadPinyin } from '../../lib/pinyin.ts'
import { commandsFor, type Command } from './commands.ts'
import { Highlighted } from './Highlighted.tsx'
import { countInWords, sectionsOf, type FoundRow } from './rowsOf.ts'
import { useSearch } from './searchStore.ts'

/** While old records are still being indexed, it is looked again so often. In milliseconds. */
const lookAgain = 1000
const page = 8

/** Finds anything: type, go up and down, Enter. The keyboard stays in the field; Tab goes on to the filters. */
export function Palette({ commands, leave }: { commands: readonly Command[]; leave(act: () => void): void }) {
  const { text, kind, order, answer, answered, failure, type, choose, close, look } = useSearch()
  const id = useId()
  const dialog = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  const [marked, setMarked] = useState({ text: '', kind: kind, at: 0 })
  const [, setPinyin] = useState(false)
  const bind = useComposedText(text, type)
  const terms = termsOf(text)
  const meant = commandsFor(commands, text)
  const all = sectionsOf(answer, kind === null || kind === 'command' ? meant : [], answered)
  const sections = kind === null ? all : all.filter(({ key }) => key === kind)
  const rows = sections.flatMap((section) => section.rows)
  // Other words or another filter begin at the top again.
  const at = marked.text === text && marked.kind === kind ? Math.min(marked.at, rows.length - 1) : 0
  const mark = (next: number) => setMarked({ text, kind, at: next })

  useLayoutEffect(() => {
    before.current = document.activeElement
    dialog.current?.querySelector('input')?.focus()
  }, [])
  useEffect(() => { void loadPinyin().then(() => setPinyin(true)) }, [])
  const isBuilding = (answer?.building ?? null) !== null
  useEffect(() => {
    if (!isBuilding) return
    const timer = setInterval(() => void look(), lookAgain)
    return () => clearInterval(timer)
  }, [isBuilding, look])
  useLayoutEffect(() => { dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) })

  const leaveIt = () => {
    close()
    if (before.current instanceof HTMLElement) before.current.focus()
  }
  const take = ({ leaves, run }: FoundRow) => {
    if (!leaves) return run()
    close()
    leave(run)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // No key is meant for what lies beneath, but the one that locks.
    if (!event.ctrlKey || event.key.toLowerCase() !== 'l') event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const go = (next: number) => {
      event.preventDefault()
      if (rows.length > 0) mark(Math.max(0, Math.min(rows.length - 1, next)))
    }
    switch (event.key) {
      case 'ArrowDown': return go(at === rows.length - 1 ? 0 : at + 1)
      case 'ArrowUp': return go(at === 0 ? rows.length - 1 : at - 1)
      case 'PageDown': return go(at + page)
      case 'PageUp': return go(at - page)
      case 'k': case 'K':
        // The key that opened it closes it.
        if (event.ctrlKey && !event.altKey) {
          event.preventDefault()
          leaveIt()
        }
        return
      case 'Escape':
        event.preventDefault()
        return leaveIt()
      case 'Enter': {
        const row = rows[at]
        // A filter that has the focus is pressed by Enter itself; what is marked for words of before is not opened for those of now.
        if (!(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        if (row && (answered === text || row.key.startsWith('command'))) take(row)
        return
      }
      case 'Tab': {
        const stops = [...dialog.current?.querySelectorAll<HTMLElement>('input, button') ?? []]
        const next = stops.findIndex((stop) => stop === document.activeElement) + (event.shiftKey ? -1 : 1)
        event.preventDefault()
        stops[(next + stops.length) % stops.length]?.focus()
      }
    }
  }
  const counts = [...(meant.length > 0 ? [{ key: 'command' as const, name: '命令', count: String(meant.length) }] : []), ...(answer?.counts ?? []).map(({ kind: key, ...counted }) => ({ key, name: searchKindNames[key], count: countInWords(counted) }))]
  const isLate = answered !== text && answer === null && failure === null

  return (
    <div className="palette-back" role="presentation" onMouseDown={(event) => { if (event.target === event.currentTarget) leaveIt() }}>
      <section ref={dialog} className="palette" role="dialog" aria-modal="true" aria-label="查找" aria-busy={answered !== text} data-answered={answered} onKeyDown={onKeyDown}>
        <input {...bind} className="palette-input" type="text" role="combobox" aria-label="找什么" aria-expanded={rows.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
          placeholder="姓名、拼音首字母、会议里的任何几个字，或要做的事" maxLength={200} autoComplete="off" spellCheck={false} />
        {terms.length > 0 && counts.length > 0 && (
          <div className="palette-filters">
            <div className="row wrap" role="group" aria-label="只看">
              <button type="button" className="chip" aria-pressed={kind === null} onClick={() => choose({ kind: null })}>全部</button>
              {counts.map(({ key, name, count }) => <button key={key} type="button" className="chip" aria-pressed={kind === key} onClick={() => choose({ kind: kind === key ? null : key })}>{name} <span className="num">{count}</span></button>)}
            </div>
            <div className="row" role="group" aria-label="顺序">{searchOrders.map((each) => <button key={each} type="button" className="chip plain" aria-pressed={order === each} onClick={() => choose({ order: each })}>{searchOrderNames[each]}</button>)}</div>
          </div>
        )}
        {failure && <div className="palette-note"><ErrorNotice sentence={failure.sentence} onAct={() => void look()} /></div>}
        <div className="palette-list" id={`${id}-list`} role="listbox" aria-label="找到的">
          {sections.map((section) => (
            <div key={section.key} role="group" aria-label={section.name}>
              <div className="palette-head" aria-hidden="true">{section.name}{terms.length > 0 && section.count !== String(section.rows.length) && <span className="num">　前{section.rows.length}项，共{section.count}项</span>}</div>
              {section.rows.map((row) => {
                const index = rows.indexOf(row)
                return (
                  // The list is worked from the field; a press must not take the focus from it.
                  <div key={row.key} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === at} className="palette-row" onMouseMove={() => { if (index !== at) mark(index) }} onMouseDown={(event) => event.preventDefault()} onMouseUp={(event) => { if (event.button === 0) take(row) }}>
                    <span className="palette-name"><Highlighted text={row.name} terms={terms} /></span>
                    <span className="palette-what"><Highlighted text={row.note} terms={terms} /></span>
                    {row.passage && <span className="palette-passage"><span className="mut">{row.passage.label}　</span><Highlighted text={row.passage.text} terms={terms} />{row.more > 0 && <span className="mut num">　另有{row.more}处</span>}</span>}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <Told kind={kind} isLate={isLate} isEmpty={rows.length === 0 && failure === null} text={text} />
        <div className="palette-foot"><span><kbd>↑</kbd> <kbd>↓</kbd> 选择</span><span><kbd>Enter</kbd> 打开</span>{terms.length > 0 && counts.length > 0 && <span><kbd>Tab</kbd> 筛选</span>}<span><kbd>Esc</kbd> 关闭</span></div>
      </section>
    </div>
  )
}

/** What is to be said beside the list: that it is being looked for, that nothing was found, that not all is indexed yet. */
function Told({ kind, isLate, isEmpty, text }: { kind: SearchKind | 'command' | null; isLate: boolean; isEmpty: boolean; text: string }) {
  const building = useSearch((state) => state.answer?.building ?? null)
  return (
    <div role="status" className="palette-told">
      {isLate ? <p className="mut late">正在查找…</p> : isEmpty && text.trim() !== '' && (
        <div className="palette-none"><p>没有找到“{text.trim()}”{kind === null ? '' : '，可以看“全部”'}。</p><p className="mut sm">只打其中几个字也行，几个词之间空一格；谈心谈话只能按日期和类型找。</p></div>
      )}
      {building && <p className="palette-note mut sm num">正在建立索引…{building.done}/{building.total}次会议，没排到的暂时找不到，不影响做别的事。</p>}
    </div>
  )
}
