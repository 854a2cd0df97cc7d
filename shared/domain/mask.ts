import { assertNever } from './assertNever.ts'

/** How a value is shown to who did not ask for it (domain rules section 3.5). */
export type Masking = 'idNumber' | 'mobile' | 'address' | 'money' | 'whole'

/** The masked form of a value: 999***********0030, 138****5678, the county of an address, ****, or nothing but that there is something. */
export function masked(value: string, masking: Masking): string {
  switch (masking) {
    case 'idNumber': return value.length < 8 ? '****' : `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`
    case 'mobile': return value.length < 8 ? '****' : `${value.slice(0, 3)}****${value.slice(-4)}`
    case 'address': return `${/^.{2,12}?(?:自治县|县|区|旗)/u.exec(value)?.[0] ?? /^.{2,8}?市/u.exec(value)?.[0] ?? ''}****`
    case 'money': case 'whole': return '****'
    default: return assertNever(masking)
  }
}
