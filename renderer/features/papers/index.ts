export { PapersPage } from './PapersPage.tsx'
