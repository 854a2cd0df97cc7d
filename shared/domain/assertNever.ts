/** The end of a switch that names every case: a new case does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`)
}
