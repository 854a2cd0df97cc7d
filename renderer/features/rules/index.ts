export { FrequencyPage } from './FrequencyPage.tsx'
export { RulesCard } from './RulesCard.tsx'
export { RulesPage } from './RulesPage.tsx'
export { showFrequency } from './showFrequency.ts'
