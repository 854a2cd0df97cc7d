/**
 * Runs an act that may hang or fail for no reason of its own; where the first try has not ended well within its limit, once more from the beginning.
 * `act` is given the limit of its try, in milliseconds, and keeps to it itself. Throws what the last try throws.
 */
export async function withSecondTry<R>(act: (limit: number) => Promise<R>, [first, second]: readonly [number, number]): Promise<R> {
  try {
    return await act(first)
  } catch {
    return act(second)
  }
}
