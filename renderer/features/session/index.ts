export { onResume, useSession } from './sessionStore.ts'
export { flushAll, hasUnsaved, leave, registerSaver, retrySaves, showFailed, showSaved, showSaving, useLeaving, useSaving, type Saver } from './saving.ts'
export { useRoute } from './route.ts'
