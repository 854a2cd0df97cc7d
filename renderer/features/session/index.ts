export { onResume, useSession } from './sessionStore.ts'
export { flushAll, registerSaver, retrySaves, showFailed, showSaved, showSaving, useSaving, type Saver } from './saving.ts'
export { useRoute } from './route.ts'
