import { strengthNames, type OrganisationFinding } from '../../../../shared/domain/organisation.ts'

/** What the rules say of the branch: what is to be looked at first, the others to unfold. Told, never decided. */
export function FindingsSection({ findings }: { findings: readonly OrganisationFinding[] }) {
  const toLookAt = findings.filter(({ state }) => state === 'finding')
  const others = findings.filter(({ state }) => state !== 'finding')
  return (
    <section className="section" aria-labelledby="findings-head">
      <h2 id="findings-head">对照规定<span className="mut">{toLookAt.length === 0 ? '没有要看的' : `要看${toLookAt.length}处`}</span></h2>
      {toLookAt.length > 0 && <ul className="rule-findings">{toLookAt.map((finding, at) => <Line key={`${finding.rule} ${at}`} finding={finding} />)}</ul>}
      <details><summary className="mut">其余{others.length}条</summary><ul className="rule-findings">{others.map((finding) => <Line key={finding.rule} finding={finding} />)}</ul></details>
      <p className="mut sm">只作提示，不代替组织决定。</p>
    </section>
  )
}

function Line({ finding: { rule, title, message, strength, article, unverified, state } }: { finding: OrganisationFinding }) {
  return (
    <li>
      <p>{state === 'finding' ? <b>{title}</b> : title}　{message}</p>
      <p className="why"><span>{rule}</span>{state === 'ok' && <span className="tag green">相符</span>}{state === 'unknown' && <span className="tag">要由您判断</span>}<span className={`tag ${strength === 'MUST' && state === 'finding' ? 'red' : ''}`}>{strengthNames[strength]}</span><span>{article}</span>{unverified && <span className="tag amber">待核</span>}</p>
    </li>
  )
}
