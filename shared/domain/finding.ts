import * as z from 'zod'

/** Something that stands out in a record: why, by which rule, and where. Only broken arithmetic blocks. */
export const Finding = z.object({ kind: z.string(), field: z.string(), message: z.string(), rule: z.string(), blocks: z.boolean() })
export type Finding = z.infer<typeof Finding>
