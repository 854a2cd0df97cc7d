const steps = ['支部与口令', '恢复码', '人员'] as const

/** Where in the set-up the officer stands. */
export function SetUpSteps({ at }: { at: 1 | 2 | 3 }) {
  return <ol className="steps" aria-label="建立支部的步骤">{steps.map((name, index) => <li key={name} aria-current={index + 1 === at ? 'step' : undefined}>{index + 1} {name}</li>)}</ol>
}
