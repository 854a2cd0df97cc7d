import * as z from 'zod'

const base64 = z.base64()
/** The data key wrapped by one secret: what its derivation costs (scrypt) and AES-256-GCM of the key. */
export const KeyringSlot = z.strictObject({ N: z.int().min(2).max(2 ** 20), r: z.int().min(1).max(32), p: z.int().min(1).max(16), salt: base64, iv: base64, tag: base64, wrapped: base64 })
export type KeyringSlot = z.infer<typeof KeyringSlot>
/** `schema`: of the database beside it, in the clear so that a newer one is refused before it is touched. */
export const KeyringBody = z.strictObject({ format: z.literal(1), schema: z.int().min(1), slots: z.strictObject({ password: KeyringSlot, recovery: KeyringSlot }) })
export type Keyring = z.infer<typeof KeyringBody>
export type SlotName = keyof Keyring['slots']
/** With a checksum over the body, so that damage is told from a wrong password. */
export const KeyringFile = z.strictObject({ body: KeyringBody, checksum: z.string() })

/** Who has the workspace open. */
export const LockHolder = z.object({ pid: z.int(), host: z.string(), user: z.string() })
export type LockHolder = z.infer<typeof LockHolder>
