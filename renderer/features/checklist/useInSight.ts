import { type RefObject, useEffect, useRef } from 'react'

/** A form that opens below its line is brought into sight. */
export function useInSight(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [])
  return form
}
