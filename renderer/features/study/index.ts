export { StudyPage } from './StudyPage.tsx'
export { showStudy } from './studyStore.ts'
