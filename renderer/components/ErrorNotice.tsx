import type { ReactNode } from 'react'
import type { Sentence } from '../../shared/errors/sentences.ts'

interface ErrorNoticeProps { sentence: Sentence; children?: ReactNode; onAct?: () => void }

/** What happened, what is safe, what to do; and the one button that does it. */
export function ErrorNotice({ sentence, children, onAct }: ErrorNoticeProps) {
  return (
    <div className="notice bad" role="alert">
      <div><b>{sentence.happened}</b> {sentence.safe}{sentence.next}{children}</div>
      {onAct && <button className="btn" type="button" onClick={onAct}>{sentence.button ?? '再试一次'}</button>}
    </div>
  )
}
