import * as z from 'zod'

const base64 = z.base64()
/** The data key wrapped by one secret: what its derivation costs (scrypt) and AES-256-GCM of the key. */
export const KeyringSlot = z.strictObject({ N: z.int().min(2).max(2 ** 20), r: z.int().min(1).max(32), p: z.int().min(1).max(16), salt: base64, iv: base64, tag: base64, wrapped: base64 })
export type KeyringSlot = z.infer<typeof KeyringSlot>
/** `schema`: of the database beside it, in the clear so that a newer one is refused before it is touched. */
export const KeyringBody = z.strictObject({ format: z.literal(1), schema: z.int().min(1), slots: z.strictObject({ password: KeyringSlot, recovery: KeyringSlot }) })
export type Keyring = z.infer<typeof KeyringBody>
export type SlotName = keyof Keyring['slots']
/** Wrong passwords in a row, and how many seconds the computer had been on at the last one. */
export const Attempts = z.strictObject({ wrong: z.int().min(0).max(1_000_000), uptime: z.number().min(0) })
export type Attempts = z.infer<typeof Attempts>

/** The keyring of a data key that is about to be used, and that key wrapped by the one before: whoever has the old key gets over a rotation that was cut off. */
export const NextKeyringBody = z.strictObject({ keyring: KeyringBody, bridge: z.strictObject({ iv: base64, tag: base64, wrapped: base64 }) })
export type NextKeyring = z.infer<typeof NextKeyringBody>
export const NextKeyringFile = z.strictObject({ body: NextKeyringBody, checksum: z.string() })

/** With a checksum over the body, so that damage is told from a wrong password. */
export const KeyringFile = z.strictObject({ body: KeyringBody, checksum: z.string() })

/** Who has the workspace open. */
export const LockHolder = z.object({ pid: z.int(), host: z.string(), user: z.string() })
export type LockHolder = z.infer<typeof LockHolder>
