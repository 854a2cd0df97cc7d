export { SetUpPage } from './SetUpPage.tsx'
export { RecoveryPage } from './RecoveryPage.tsx'
