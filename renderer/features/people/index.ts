export { PeoplePage } from './PeoplePage.tsx'
export { openPerson } from './peopleStore.ts'
