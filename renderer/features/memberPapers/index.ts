export { ExportRosterButton } from './ExportRosterButton.tsx'
export { ExportPersonButton } from './ExportPersonButton.tsx'
export { ExportAttendanceButton } from './ExportAttendanceButton.tsx'
export { StructurePage } from './StructurePage.tsx'
