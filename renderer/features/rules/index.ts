export { FrequencyPage } from './FrequencyPage.tsx'
export { RulesPage } from './RulesPage.tsx'
