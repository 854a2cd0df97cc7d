export { AccessPage } from './AccessLog.tsx'
export { MemberPage } from './MemberPage.tsx'
export { MemberPanel } from './MemberPanel.tsx'
export { onMemberChanged } from './memberFileStore.ts'
