export { DevelopmentPage } from './DevelopmentPage.tsx'
export { PathPage } from './PathPage.tsx'
export { openPath } from './developmentStore.ts'
