import { useSyncExternalStore } from 'react'

/** Whether the window fits a media query, as it is now: it changes with the size of the window and with the zoom. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore((changed) => {
    const list = matchMedia(query)
    list.addEventListener('change', changed)
    return () => list.removeEventListener('change', changed)
  }, () => matchMedia(query).matches)
}
