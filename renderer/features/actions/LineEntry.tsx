import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useComposedText } from '../../components/composedText.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useActions } from './actionsStore.ts'
import { draftOfReading, editOf, emptyDraft, type Reading } from './draft.ts'
import { OtherFaults, useAct } from './fields.tsx'
import { ItemFields, itemPaths } from './ItemFields.tsx'
import { useKeptChanges, useKeptText } from './kept.ts'

/** How long nothing is typed before the line is read, in milliseconds. */
const pause = 200

const read = (line: string): Promise<Reading> => callApi('actions.parse', { text: line, on: today() })

/** One line is enough: what was read in it stands below, field by field, and can be changed before it is registered. */
export function LineEntry() {
  const { value: line, set: keepLine, drop: dropLine } = useKeptText('line', '')
  const [known, setKnown] = useState<{ line: string; reading: Reading } | null>(null)
  /** What was changed by hand stays, whatever the line says later. */
  const { value: changed, set: setChanged, drop: dropChanges } = useKeptChanges('line', {})
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { busy, error, run, forget } = useAct()
  /** One red button: with an item beside the list it is the one of the item. */
  const isBeside = useActions((state) => state.openId !== null)
  const input = useRef<HTMLInputElement>(null)
  const clear = () => { dropLine(''); setKnown(null); dropChanges({}); setRefused(null); forget() }
  const bind = useComposedText(line, (text) => {
    setRefused(null)
    forget()
    if (text.trim() === '') clear()
    else keepLine(text)
  })
  useEffect(() => {
    if (line.trim() === '' || known?.line === line) return
    let isOld = false
    const timer = setTimeout(() => { read(line).then((reading) => { if (!isOld) { setKnown({ line, reading }); setFailure(null) } }, (thrown: unknown) => { if (!isOld) setFailure(asApiError(thrown)) }) }, pause)
    return () => { isOld = true; clearTimeout(timer) }
  }, [line, known])

  const reading = line.trim() === '' ? null : known?.reading ?? null
  const register = async () => {
    if (busy || line.trim() === '') { input.current?.focus(); return }
    try {
      const now = known?.line === line ? known.reading : await read(line)
      setKnown({ line, reading: now })
      const draft = { ...draftOfReading(now), ...changed }
      if (draft.title.trim() === '') { setRefused(now.reason ?? '没有写要做的事，没有登记。'); return }
      await run(async () => {
        const { id } = await callApi('actions.save', editOf(draft))
        await useActions.getState().open(id)
      }, () => { clear(); input.current?.focus() })
    } catch (thrown) {
      setFailure(asApiError(thrown))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') { event.preventDefault(); void register() }
    if (event.key === 'Escape' && line !== '') { event.preventDefault(); event.stopPropagation(); clear() }
  }
  const nothing = reading !== null && reading.title === '' && changed.title === undefined
  return (
    <section className="card line-entry" aria-label="登记事项">
      <div className="row">
        <input ref={input} {...bind} className="input" type="text" aria-label="用一句话登记事项" placeholder="@吴国栋 9月30日前 完成首次核对 #走访覆盖提升，或照原话写" maxLength={2000} autoComplete="off" spellCheck={false} onKeyDown={onKeyDown} />
        {line !== '' && <button className="btn quiet" type="button" onClick={() => { clear(); input.current?.focus() }}>清空</button>}
        <button className={isBeside ? 'btn' : 'btn primary'} type="button" disabled={busy} onClick={() => void register()}>{busy ? '正在登记…' : '登记事项'}</button>
      </div>
      {(refused !== null || nothing) && <p className={refused !== null ? 'error-text' : 'amber-text'} role={refused !== null ? 'alert' : 'status'}>不会登记事项：{refused ?? reading?.reason}</p>}
      {reading !== null && !nothing && <ItemFields draft={{ ...emptyDraft, ...draftOfReading(reading), ...changed }} onChange={(change) => { setChanged({ ...changed, ...change }); forget() }} error={error} isNew reading={reading} />}
      {reading !== null && reading.findings.length > 0 && <ul className="findings">{reading.findings.map(({ code, message }) => <li key={code} className="amber-text sm">{message}</li>)}</ul>}
      <OtherFaults error={failure ?? error} shown={itemPaths} />
    </section>
  )
}
