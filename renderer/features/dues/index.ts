export { DuesPage } from './DuesPage.tsx'
export { showDues } from './duesStore.ts'
