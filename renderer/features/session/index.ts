export { onResume, useSession } from './sessionStore.ts'
export { flushAll, hasUnsaved, leave, leavingQuestion, registerSaver, retrySaves, saveOverRestored, showFailed, showSaved, showSaving, useLeaving, useSaving, type Saver } from './saving.ts'
export { useRoute } from './route.ts'
