import { DamageScreen } from '../features/damage/index.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import type { Sentence } from '../../shared/errors/sentences.ts'
import { useAutoLock } from './autoLock.ts'

/** As long as the desk by default: the service keeps the key that was right for a broken database, and must not keep it all night. */
const minutes = 5

export function DamageGate(props: { code: ErrorCode; sentence: Sentence }) {
  useAutoLock(minutes)
  return <DamageScreen {...props} />
}
