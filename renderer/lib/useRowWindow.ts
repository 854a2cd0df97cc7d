import { type RefObject, type UIEvent, useLayoutEffect, useState } from 'react'

/** Rows kept ready above and below what is seen. */
const overscan = 10

interface RowWindow {
  /** In pixels, in the style sheet too: where a row stands is computed, not measured. */
  rowHeight: number
  headHeight: number
  /** How many rows there are, whether or not they were read. */
  total: number
  /** Another list begins at its top. */
  listing?: number
  /** Where it is scrolled to at first, in pixels. */
  begin?: number
}

/** The part of a long table that is in the page, in the scrolling `room`, so that twenty thousand rows scroll like twenty: rows from `from` until before `last`. `fits`: rows seen at once. */
export function useRowWindow(room: RefObject<HTMLElement | null>, { rowHeight, headHeight, total, listing = 0, begin = 0 }: RowWindow) {
  const [first, setFirst] = useState(Math.floor(begin / rowHeight))
  const [fits, setFits] = useState(16)
  const [shown, setShown] = useState(listing)
  if (shown !== listing) {
    setShown(listing)
    setFirst(0)
  }
  useLayoutEffect(() => { room.current?.scrollTo({ top: begin }) }, [room, listing, begin])
  useLayoutEffect(() => {
    const element = room.current
    if (!element) return
    const observer = new ResizeObserver(() => setFits(Math.max(1, Math.floor((element.clientHeight - headHeight) / rowHeight))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [room, rowHeight, headHeight])
  const last = Math.min(total, first + fits + 1 + overscan)
  return {
    first, fits, last, from: Math.min(Math.max(0, first - overscan), last),
    onScroll: (event: UIEvent<HTMLElement>) => setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight)),
    /** Scrolls so far that a row is seen whole, and no farther. */
    bringToSight: (row: number) => {
      const element = room.current
      if (!element) return
      const top = row * rowHeight
      const seen = element.clientHeight - headHeight
      if (top < element.scrollTop) element.scrollTo({ top })
      else if (top + rowHeight > element.scrollTop + seen) element.scrollTo({ top: top + rowHeight - seen })
    },
  }
}
