export { MeetingsPage } from './MeetingsPage.tsx'
export { MeetingEditor } from './MeetingEditor.tsx'
export { FromTextPage } from './FromTextPage.tsx'
export { drawPdfInto } from './drawPdfInto.ts'
