export { ActionsPage } from './ActionsPage.tsx'
export { ProofFiles } from './ProofFiles.tsx'
