export { OrganisationPage } from './organisation/OrganisationPage.tsx'
export { PeoplePage } from './PeoplePage.tsx'
export { openPerson } from './peopleStore.ts'
export { useAnswer } from './useAnswer.ts'
