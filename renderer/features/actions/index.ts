export { ActionsPage } from './ActionsPage.tsx'
export { openAction } from './actionsStore.ts'
