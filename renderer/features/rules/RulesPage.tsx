import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { periodNames, strengthNames } from '../../../shared/rules/library.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { useRoute } from '../session/index.ts'
import { useRules, type RuleRow } from './rulesStore.ts'
import './rules.css'

const groups = [['life', '组织生活'], ['setting', '组织设置'], ['vote', '到会和表决']] as const
const isHit = ({ title, text, source, article, id }: RuleRow, words: string): boolean => words.split(/\s+/).every((word) => `${id}${title}${text}${source}${article}`.includes(word))

/** How the unit reads a rule now, in words; empty where nothing is counted. */
export function askedInWords({ frequency, timesNow, strength }: RuleRow): string {
  if (!frequency) return ''
  if (timesNow === 0) return strength === 'LOCAL' ? '已关闭' : '当前没有要求'
  return `${periodNames[frequency.period]}${timesNow}次${frequency.scope === 'groups' ? '（每个党小组）' : frequency.scope === 'talks' ? '（每对或每人）' : ''}`
}

/** Every rule in plain words, with its paper; the unit may tighten them, switch its own, and take a newer library. */
export function RulesPage() {
  const { rules, failure, library, readRules, lookInto } = useRules()
  const go = useRoute((state) => state.go)
  const [words, setWords] = useState(() => useRules.getState().wanted)
  useEffect(() => useRules.setState({ wanted: '' }), [])
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<ApiError | null>(null)
  useEffect(() => { void readRules() }, [readRules])
  const shown = useMemo(() => rules?.filter((rule) => rule.isCurrent && isHit(rule, words.trim())) ?? [], [rules, words])
  const choose = async () => {
    setRefused(null)
    try {
      const { fileToken } = await callApi('dialogs.openRules', {})
      if (fileToken !== null) await lookInto(fileToken)
    } catch (thrown) {
      setRefused(asApiError(thrown))
    }
  }
  return (
    <div className="page rules">
      <div className="page-head">
        <div><h1>规则</h1><p className="mut sm">提醒和检查都从这里来。标“待核”的还没有和原文核对，只作提醒，不作硬性要求。以前的记录按当天有效的规则看。</p></div>
        <span className="row"><button className="btn" type="button" onClick={() => go({ screen: 'frequency' })}>看达标表</button><button className="btn" type="button" onClick={() => void choose()}>更新规则库…</button></span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void readRules()} />}
      {refused && <ErrorNotice sentence={refused.sentence} />}
      {library && <LibraryNotice />}
      <input className="input rules-search" type="search" aria-label="查找规则" placeholder="查找：谈心谈话、换届、三分之一…" value={words} onChange={(event) => setWords(event.target.value)} />
      {!rules && !failure && <p className="mut" role="status">正在读取规则…</p>}
      {rules && shown.length === 0 && <p className="mut">没有找到含“{words.trim()}”的规则。</p>}
      <div className="rules-list" role="region" aria-label="规则" tabIndex={0}>
        {groups.map(([group, name]) => {
          const ofGroup = shown.filter((rule) => rule.group === group)
          return ofGroup.length > 0 && (
            <section key={group} aria-labelledby={`rules-${group}`}>
              <h2 id={`rules-${group}`}>{name}</h2>
              <ul className="card">{ofGroup.map((rule) => <RuleLine key={rule.id} rule={rule} isOpen={chosen === rule.id} onToggle={() => setChosen(chosen === rule.id ? null : rule.id)} />)}</ul>
            </section>
          )
        })}
      </div>
    </div>
  )
}

function RuleLine({ rule, isOpen, onToggle }: { rule: RuleRow; isOpen: boolean; onToggle(): void }) {
  const { id, title, text, source, article, strength, toVerify, inForceFrom, counted, setting, frequency } = rule
  return (
    <li>
      <div className="rule-head">
        <div><p><b>{title}</b> <span className={`tag ${strength === 'MUST' ? 'red' : ''}`}>{strengthNames[strength]}</span>{toVerify && <span className="tag amber">待核</span>}</p><p>{text}</p>
          <p className="mut sm">{id}　{source}{article}{inForceFrom !== null && `　自${chineseDate(inForceFrom)}起施行`}{counted !== '' && `　·　看的是：${counted}`}</p></div>
        <div className="rule-asked"><span className="num">{askedInWords(rule)}</span>{setting && <span className="mut sm">自{chineseDate(setting.from)}按本单位要求</span>}
          {frequency && frequency.scope !== 'talks' && <button className="btn quiet small" type="button" aria-expanded={isOpen} onClick={onToggle}>{isOpen ? '收起' : '本单位要求…'}</button>}</div>
      </div>
      {isOpen && frequency && <SettingForm rule={rule} onDone={onToggle} />}
    </li>
  )
}

function SettingForm({ rule: { id, strength, frequency, setting, timesNow }, onDone }: { rule: RuleRow; onDone(): void }) {
  const saveRule = useRules((state) => state.saveRule)
  const least = strength === 'LOCAL' ? 1 : frequency?.times ?? 1
  const [isOn, setIsOn] = useState(setting?.isOn ?? timesNow > 0)
  const [times, setTimes] = useState(Math.max(least, timesNow))
  const [from, setFrom] = useState(today())
  const { busy, error, run } = useAct()
  const save = (event: FormEvent) => {
    event.preventDefault()
    void run(() => saveRule({ ruleId: id, from, isOn, times }), onDone)
  }
  return (
    <form className="rule-form" onSubmit={save}>
      {strength === 'LOCAL' && <label className="row"><input type="checkbox" checked={isOn} onChange={(event) => setIsOn(event.target.checked)} />要求{frequency ? kindFacts[frequency.kind].short : ''}</label>}
      <label className="row">{frequency ? periodNames[frequency.period] : ''}<input className="input count" type="number" min={least} max={31} disabled={!isOn} value={times} onChange={(event) => setTimes(Math.min(31, Math.max(least, Number(event.target.value) || least)))} aria-label="次数" />次</label>
      <span className="row"><label htmlFor={`from-${id}`}>自</label><DateInput id={`from-${id}`} value={from} onChange={setFrom} />起</span>
      <button className="btn primary" type="submit" disabled={busy}>保存要求</button>
      {strength !== 'LOCAL' && <span className="mut sm">可以更严，不能少于{least}次</span>}
      {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((field) => <span key={field.path}>{field.message}</span>)}</ErrorNotice>}
    </form>
  )
}

function LibraryNotice() {
  const { library, takeLibrary, dropLibrary } = useRules()
  const [busy, setBusy] = useState(false)
  if (!library) return null
  const { version, checkedBy, checkedOn, changes } = library
  return (
    <div className="notice warn library-notice">
      <div><b>规则库{version}</b>　{checkedBy}于{chineseDate(checkedOn)}核对{changes.length === 0 ? <p>和现在的规则相同，不用更新。</p> : <ul>{changes.map((change) => <li key={change}>{change}</li>)}</ul>}</div>
      <span className="row">{changes.length > 0 && <button className="btn primary" type="button" disabled={busy} onClick={() => { setBusy(true); void takeLibrary().finally(() => setBusy(false)) }}>更新规则库</button>}<button className="btn quiet" type="button" onClick={dropLibrary}>不更新</button></span>
    </div>
  )
}
