import { useState } from 'react'
import type { FontUse } from '../../../shared/domain/documents.ts'

/** Remembered on this computer, since it is about its fonts; told again when another face is missing. */
const place = 'known-missing-faces'
const setOf = (fonts: readonly FontUse[]): string => fonts.map(({ asked }) => asked).toSorted().join('、')

/** What stands in, and for which faces: often one for most of them. */
const byUsed = (fonts: readonly FontUse[]): [used: string, asked: string][] => {
  const all = new Map<string, string[]>()
  for (const { asked, used } of fonts) all.set(used ?? '系统默认字体', [...(all.get(used ?? '系统默认字体') ?? []), asked])
  return [...all].map(([used, asked]) => [used, asked.join('、')])
}

/** Which faces this computer lacks and what stands in for them: told once, then behind a small link. */
export function FontNotice({ fonts }: { fonts: readonly FontUse[] }) {
  const [known, setKnown] = useState(() => localStorage.getItem(place))
  const [open, setOpen] = useState(false)
  if (fonts.length === 0) return null
  const isKnown = known === setOf(fonts)
  const dismiss = () => {
    localStorage.setItem(place, setOf(fonts))
    setKnown(setOf(fonts))
    setOpen(false)
  }
  if (isKnown && !open) return <div className="fonts known"><button className="btn link" type="button" onClick={() => setOpen(true)}>字体说明</button></div>
  return (
    <div className="fonts" role="note" aria-label="字体说明">
      <div className="row between"><span>这台电脑缺{fonts.length}种公文字体，预览和PDF用相近字体代替</span><button className="btn quiet" type="button" onClick={dismiss}>{isKnown ? '收起' : '知道了'}</button></div>
      <ul>{byUsed(fonts).map(([used, asked]) => <li key={used}>{asked} → {used}</li>)}</ul>
      <p>Word文件里仍写标准字体，在装有这些字体的电脑上打开就是标准样子。</p>
    </div>
  )
}
