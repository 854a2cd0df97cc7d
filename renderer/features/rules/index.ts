export { FrequencyPage } from './FrequencyPage.tsx'
export { RulesCard } from './RulesCard.tsx'
export { openRule } from './rulesStore.ts'
export { RulesPage } from './RulesPage.tsx'
