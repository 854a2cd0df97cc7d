import { useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { StepEntryDraft } from '../../../shared/domain/development.ts'
import { stepOf } from '../../../shared/rules/developmentSteps.ts'

/** Which of the days of the file the officer takes; all of them unless said. */
export function useChosenSteps(offered: readonly StepEntryDraft[]) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  return {
    steps: offered.filter(({ step }) => !left.has(step)),
    has: (step: string): boolean => !left.has(step),
    set: (step: string, isTaken: boolean) => setLeft((held) => new Set(isTaken ? [...held].filter((each) => each !== step) : [...held, step])),
  }
}

/** 从档案带入: days that the file has, each to be taken or left. */
export function FromFile({ steps, chosen }: { steps: readonly StepEntryDraft[]; chosen: ReturnType<typeof useChosenSteps> }) {
  if (steps.length === 0) return <p className="mut sm">档案里没有申请、积极分子、发展对象等日期。开始以后一步一步登记，以前办的也可以补登。</p>
  return (
    <fieldset className="choices column"><legend className="label">从档案带入（可以以后再改）</legend>
      {steps.map(({ step, on }) => <label key={step}><input type="checkbox" checked={chosen.has(step)} onChange={({ target }) => chosen.set(step, target.checked)} />{stepOf(step).name} <span className="mut num">{chineseDate(on)}</span></label>)}
    </fieldset>
  )
}
