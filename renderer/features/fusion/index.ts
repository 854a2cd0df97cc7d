export { FusionPage } from './FusionPage.tsx'
export { ProjectPage } from './ProjectPage.tsx'
export { ExportActionsButton } from './ExportActionsButton.tsx'
export { YearFigures } from './YearFigures.tsx'
