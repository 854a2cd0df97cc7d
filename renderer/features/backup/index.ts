export { BackupCard } from './BackupCard.tsx'
export { BackupLine } from './BackupLine.tsx'
export { BackupsPage } from './BackupsPage.tsx'
export { RestoreFromPlace } from './RestoreFromPlace.tsx'
