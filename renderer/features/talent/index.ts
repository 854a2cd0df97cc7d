export { TalentPage } from './TalentPage.tsx'
export { showTalent } from './talentStore.ts'
