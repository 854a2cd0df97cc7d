export { ChecklistPage } from './ChecklistPage.tsx'
