import { useState } from 'react'
import type { NextStep } from '../../../shared/contract/development.ts'
import type { StepEntry } from '../../../shared/domain/development.ts'
import { daysInWords, isLackingPaper } from '../../../shared/domain/developmentWords.ts'
import { byDay } from '../../../shared/domain/developmentPath.ts'
import { entryInWords } from '../../../shared/domain/developmentRecords.ts'
import { developmentStages, developmentSteps, type DevelopmentStep } from '../../../shared/rules/developmentSteps.ts'
import { today } from '../../lib/clock.ts'
import { draftFrom, draftOf, usePath, type Path } from './developmentStore.ts'
import { limitOf, wholeStage } from './words.ts'

/** Of what comes again so many are shown; the rest is counted until it is asked for. */
const mostShown = 4

/** The chart of 25 steps from the first to the last: what was done, what is next, and quietly what comes later. */
export function StepLine({ path }: { path: Path }) {
  const entries = Map.groupBy(path.entries, ({ step }) => step)
  const next = Map.groupBy(path.next, ({ step }) => step)
  return (
    <div className="development-line" role="region" aria-label="25步" tabIndex={0}>
      {developmentStages.map((stage, at) => {
        const steps = developmentSteps.filter((step) => step.stage === stage && isShown(step, path))
        const done = steps.filter(({ code }) => entries.has(code)).length
        return (
          <section key={stage} aria-label={wholeStage(stage)}>
            <h2>{['一', '二', '三', '四', '五'][at]}、{wholeStage(stage)}<span className="mut num"> {done}/{steps.length}</span></h2>
            <ol>{steps.map((step) => <Step key={step.code} step={step} entries={entries.get(step.code) ?? []} next={next.get(step.code)?.[0] ?? null} path={path} />)}</ol>
          </section>
        )
      })}
    </div>
  )
}

/** A publicity of 发展对象 was not asked for under the text of 2014. */
const isShown = ({ code, versions }: DevelopmentStep, { entries }: Path): boolean => versions === undefined || entries.some(({ step }) => step === code) || !entries.some(({ step }) => step === 'prospectListed')

function Step({ step, entries, next, path }: { step: DevelopmentStep; entries: readonly StepEntry[]; next: NextStep | null; path: Path }) {
  const { edit, editing } = usePath()
  const [isWhole, setWhole] = useState(false)
  const isOpen = editing?.step === step.code
  const last = entries.toSorted(byDay).at(-1)
  const hasFailed = last?.result === 'failed'
  const state = hasFailed ? 'failed' : entries.length > 0 ? 'done' : next?.isLate === true ? 'late' : next?.isDue === true ? 'next' : 'later'
  const limit = next === null ? null : limitOf(next, path.on)
  const found = path.findings.filter((finding) => finding.step === step.code && !isLackingPaper(finding))
  const begin = () => edit({ step: step.code, entry: null, draft: draftOf(step.code, today()), source: '', field: 'on' })
  const change = (entry: StepEntry) => edit({ step: step.code, entry, draft: draftFrom(entry), source: '', field: 'on' })
  const isBegun = path.closing === null
  // What failed is done again: its title begins another entry, and each has a button of its own.
  const isAgain = step.repeats || entries.length > 1 || hasFailed
  return (
    <li className={`development-step ${state} ${isOpen ? 'is-open' : ''}`} aria-current={isOpen ? 'step' : undefined}>
      <span className="development-no num" aria-hidden="true">{step.no}</span>
      <div className="development-what">
        <p className="row development-title">
          {last && !step.repeats && !(hasFailed && isBegun) ? <button className="btn link" type="button" onClick={() => change(last)}>{step.name}</button> : isBegun ? <button className="btn link" type="button" onClick={begin}>{step.name}</button> : <span>{step.name}</span>}
          {found.length > 0 && <span className={`tag ${found.some(({ severity, toVerify }) => severity === 'high' && !toVerify) ? 'red' : 'amber'}`}>{found.every(({ toVerify }) => toVerify) ? `待核${found.length}` : `问题${found.length}`}</span>}
        </p>
        {(isWhole ? entries : entries.slice(-mostShown)).map((entry) => <p key={entry.id} className="sm development-entry">{isAgain ? <button className="btn link num" type="button" onClick={() => change(entry)}>{daysInWords(entry.on, entry.until)}</button> : <span className="num">{daysInWords(entry.on, entry.until)}</span>}<span className="mut">{saidOf(entry)}</span></p>)}
        {entries.length > mostShown && <button className="btn link sm" type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{isWhole ? '收起较早的' : `另有${entries.length - mostShown}次较早的`}</button>}
      </div>
      <span className="development-limit sm">{limit !== null && (entries.length === 0 || isAgain) && <span className={`num ${limit.tone === '' ? 'mut' : limit.tone}`}>{limit.words}</span>}</span>
    </li>
  )
}

function saidOf(entry: StepEntry): string {
  const words = entryInWords(entry)
  return words === '' ? '' : `　${words}`
}
