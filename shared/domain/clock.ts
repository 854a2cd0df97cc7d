/** Tells the time. Injected everywhere, so that a demonstration or a test can stand on the day of its meeting. */
export type Clock = () => Date

/** The real clock; or, where `start` names an instant, one that starts there and runs on. */
export function clockFrom(start: string | undefined): Clock {
  if (start === undefined || start === '') return () => new Date()
  const began = Date.parse(start)
  if (Number.isNaN(began)) throw new RangeError('the clock must start at an ISO instant')
  const since = Date.now()
  return () => new Date(began + Date.now() - since)
}
