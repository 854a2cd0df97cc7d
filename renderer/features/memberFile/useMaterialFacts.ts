import { useState } from 'react'
import type { Material } from '../../../shared/domain/memberFile.ts'
import { parsePartialDate } from '../../../shared/domain/partialDate.ts'

/** The day and the pages of a scan as they are typed: told once the field is left, and only where they are others. A day that cannot be read is not told. */
export function useMaterialFacts({ datedOn, pages }: Pick<Material, 'datedOn' | 'pages'>, describe: (change: { pages?: number | null; datedOn?: string | null }) => void) {
  const [wrongDay, setWrongDay] = useState(false)
  const leaveDay = (typed: string) => {
    const day = typed.trim() === '' ? null : parsePartialDate(typed)
    setWrongDay(typed.trim() !== '' && day === null)
    if ((typed.trim() === '' || day !== null) && day !== datedOn) describe({ datedOn: day })
  }
  const leavePages = (typed: string) => {
    const count = /^\d{1,4}$/.test(typed.trim()) && Number(typed) > 0 ? Number(typed) : null
    if (count !== pages) describe({ pages: count })
  }
  return { wrongDay, leaveDay, leavePages }
}
