export { SecurityCard } from './SecurityCard.tsx'
export { PasswordField } from './PasswordField.tsx'
export { KeysDialog } from './KeysDialog.tsx'
export { usePasswordAct } from './usePasswordAct.ts'
