import { messageOf } from '../../../../shared/errors/sentences.ts'
import type { Router } from '../../router.ts'
import type { Vault } from '../../vault.ts'

const detail = { detail: 'open' }

/** Damage met at work: what is on the screen is still there, which the sentence has to say; and the next opening looks at every page. */
export const tellingDamage = (vault: Vault, call: Router): Router => async (channel, input) => {
  const answer = await call(channel, input)
  if (answer.ok || answer.error.code !== 'DATABASE_DAMAGED' || !vault.isOpen) return answer
  vault.noteDamage()
  return { ok: false, error: { ...answer.error, message: messageOf('DATABASE_DAMAGED', detail), params: detail } }
}
