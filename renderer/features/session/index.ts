export { onResume, useSession } from './sessionStore.ts'
export { flushAll, hasTypedOnly, hasUnsaved, leave, leavingQuestion, registerSaver, registerTyped, retrySaves, saveOverRestored, showFailed, showSaved, showSaving, useLeaving, useSaving, type Saver } from './saving.ts'
export { useRoute, type Begin, type Route } from './route.ts'
export { askingSecret, useWait, waitInWords } from './wait.ts'
