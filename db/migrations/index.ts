import { first } from './0001-first.ts'
import { kinds } from './0002-kinds.ts'
import { attachments } from './0003-attachments.ts'
import { papers } from './0004-papers.ts'
import { keys } from './0005-keys.ts'

export interface Migration { version: number; sql: string }

/** In order, without gaps; one that has been released is never edited. */
export const migrations: readonly Migration[] = [first, kinds, attachments, papers, keys]

/** The newest schema this application knows. */
export const schemaVersion = migrations.length
