export { openPlanned } from './openItem.ts'
export { PlanPage } from './PlanPage.tsx'
