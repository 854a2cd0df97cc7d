import type { Sentence } from '../../shared/errors/sentences.ts'

interface SecretRefusalProps {
  /** What the last try was answered. */
  sentence: Sentence | null
  /** How long nothing is looked at any more, in words; null where one may try. */
  wait: string | null
  /** A wait has just ended. */
  over: boolean
  /** What one can do meanwhile. */
  meanwhile?: string
  otherwise?: string | null
}

/** Under a field for a password or a recovery code: what was wrong with it, and the wait that counts down. */
export function SecretRefusal({ sentence, wait, over, meanwhile = '', otherwise = null }: SecretRefusalProps) {
  if (wait !== null) {
    return (
      <div className="error-text">
        <p role="alert">{sentence?.happened ?? '连续多次输错。'}<span className="mut">数据完好，输错多少次都不会删除数据。</span></p>
        <p role="timer"><b className="num">还要等{wait}</b><span className="mut">才能再试。{meanwhile}</span></p>
      </div>
    )
  }
  if (over) return <p className="sm" role="status"><b>可以再试了。</b><span className="mut">数据完好，没有改动。</span></p>
  if (sentence) return <p className="error-text" role="alert">{sentence.happened}<span className="mut">{sentence.safe}{sentence.next}</span></p>
  return otherwise === null ? null : <p className="amber-text">{otherwise}</p>
}
