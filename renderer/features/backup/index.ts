export { RestoreFromPlace } from './RestoreFromPlace.tsx'
