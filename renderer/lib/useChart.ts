import { type RefObject, useEffect, useRef } from 'react'

interface Chart { resize(): void; dispose(): void }

/** Draws into an element, and again whenever `draw` is another function; the drawing follows the size of its place. `onFailed`: the code could not be loaded, or not draw. */
export function useChart(draw: (into: HTMLDivElement) => Promise<() => Chart>, onFailed: (thrown: unknown) => void): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  const failed = useRef(onFailed)
  useEffect(() => { failed.current = onFailed })
  useEffect(() => {
    const into = element.current
    if (!into) return
    let stopped = false
    let end = () => {}
    draw(into).then((begin) => {
      if (stopped) return
      const chart = begin()
      const observer = new ResizeObserver(() => chart.resize())
      observer.observe(into)
      end = () => {
        observer.disconnect()
        chart.dispose()
      }
    }).catch((thrown: unknown) => { if (!stopped) failed.current(thrown) })
    return () => {
      stopped = true
      end()
    }
  }, [draw])
  return element
}
