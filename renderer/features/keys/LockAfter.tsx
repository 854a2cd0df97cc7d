import { useState } from 'react'
import { CountInput } from '../../components/CountInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useSaveInfo } from '../session/index.ts'

const offered = [1, 3, 5, 10, 15, 30] as const
const longest = 120
const own = 'own'

/** After how many idle minutes the desk locks itself. A choice counts at once; a number of one's own when it is saved. */
export function LockAfter({ minutes }: { minutes: number }) {
  const isOffered = minutes === 0 || offered.some((one) => one === minutes)
  const [typing, setTyping] = useState(!isOffered)
  const [typed, setTyped] = useState(minutes)
  const { busy, error, save: saveInfo } = useSaveInfo()
  const save = (chosen: number) => saveInfo(() => callApi('workspace.setLockAfter', { minutes: chosen }))
  const choose = (value: string) => {
    setTyping(value === own)
    if (value === own) setTyped(minutes === 0 ? 5 : minutes)
    else void save(Number(value))
  }
  return (
    <form className="lock-after" aria-busy={busy} onSubmit={(event) => { event.preventDefault(); if (typing && typed > 0) void save(typed) }}>
      <div className="row wrap">
        <label htmlFor="lock-after"><h3>自动锁定</h3></label>
        <select id="lock-after" className="input" value={typing ? own : String(minutes)} onChange={(event) => choose(event.target.value)}>
          {offered.map((one) => <option key={one} value={one}>离开{one}分钟后</option>)}
          <option value={own}>自己定</option>
          <option value={0}>不自动锁定</option>
        </select>
        {typing && <>离开<CountInput label="自动锁定的分钟数" value={typed} field="settings.lockAfter" onChange={(value) => setTyped(Math.min(longest, value))} />分钟后
          <button className="btn" type="submit" disabled={busy || typed === minutes || typed === 0}>保存分钟数</button></>}
      </div>
      {minutes === 0 && !typing
        ? <p className="notice warn" role="status">不会自动锁定：人离开时，别人能看到、也能改动这里的记录。离开前请按 Ctrl+L。</p>
        : <p className="mut sm">没有按键和移动鼠标就算离开，最长{longest}分钟。按 Ctrl+L、电脑睡眠或锁屏时也会锁定；写到一半的文字都在。</p>}
      {error && <ErrorNotice sentence={error.sentence} />}
    </form>
  )
}
