import { useState } from 'react'
import type { ShownDays } from '../../../shared/contract/developmentPapers.ts'
import { developmentPaperNames, isPublicity, type DevelopmentPaper } from '../../../shared/domain/developmentPapers.ts'
import { PaperDialog, type AskedDays } from './PaperDialog.tsx'

interface PaperButtonsProps {
  papers: readonly DevelopmentPaper[]
  personId: string
  name: string
  /** The days of a 公示, where they were typed already. */
  days?: AskedDays
  isPrimary?: boolean
  /** The days of a 公示 as it was made. */
  onShown?(days: ShownDays): void
}

/** One button for each paper of a step: it opens already filled, to be looked at and exported. */
export function PaperButtons({ papers, personId, name, days, isPrimary = false, onShown }: PaperButtonsProps) {
  const [open, setOpen] = useState<{ paper: DevelopmentPaper; days?: AskedDays } | null>(null)
  return (
    <>
      {papers.map((paper, at) => <button key={paper} className={`btn small ${isPrimary && at === 0 ? 'primary' : ''}`} type="button" onClick={() => setOpen({ paper, ...(days !== undefined && isPublicity(paper) && { days }) })}>生成{developmentPaperNames[paper]}</button>)}
      {open && <PaperDialog printed={open} personId={personId} name={name} onClose={(shown) => { setOpen(null); if (shown !== null) onShown?.(shown) }} />}
    </>
  )
}
