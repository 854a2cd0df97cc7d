import { clockTime } from '../lib/clock.ts'
import { retrySaves, useSaving } from '../features/session/index.ts'

/** 没有未保存的改动, 已保存 14:05, 正在保存, or 未能保存 with its reason: always there, never a toast. */
export function SavedState() {
  const { state, savedAt, error } = useSaving()
  if (state === 'failed' && error) {
    return <span role="alert"><i className="dot bad" />未能保存：{error.sentence.happened}<button className="btn link" type="button" onClick={retrySaves}>再试一次</button></span>
  }
  if (state === 'saving') return <span role="status"><i className="dot busy" />正在保存…</span>
  return savedAt === null ? <span className="mut" role="status">没有未保存的改动</span> : <span role="status"><i className="dot" />已保存 {clockTime(savedAt)}</span>
}
