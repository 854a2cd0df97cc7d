import { resolve } from 'node:path'

/** Where Node keeps the code that it compiled of our sources: twenty processes of a run load the same. Made anew by each run. */
export const compiledSources = resolve(import.meta.dirname, '../../out/torture/compiled')
