export { JournalCard } from './JournalCard.tsx'
export { JournalPage } from './JournalPage.tsx'
export { UndoNotice } from './UndoNotice.tsx'
export { offerUndo } from './undoNotice.ts'
