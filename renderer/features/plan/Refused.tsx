import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import type { Acting } from '../../lib/useAct.ts'

/** What was refused, with the words of the field where there are any. */
export function Refused({ acting: { error } }: { acting: Acting }) {
  return error && <ErrorNotice sentence={error.sentence}>{error.fields.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice>
}
