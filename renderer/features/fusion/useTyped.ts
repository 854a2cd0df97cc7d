import { useEffect } from 'react'
import { registerTyped } from '../session/index.ts'

/** What stands in a form and nowhere else: locking would lose it, so the desk is covered instead. */
export function useTyped(isTyped: boolean): void {
  useEffect(() => registerTyped(() => isTyped), [isTyped])
}
