export { OrganisationPage } from './organisation/OrganisationPage.tsx'
export { PeoplePage } from './PeoplePage.tsx'
