import type { Clock } from '../../shared/domain/clock.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import type { BackupKeeper } from './features/backup/keeper.ts'
import type { SurroundingsWatch } from './features/surroundings/watch.ts'
import type { Log } from './log.ts'
import type { SpawnParser } from './workerProcess.ts'
import type { Vault } from './vault.ts'

/** Prints a static page of HTML to PDF; only a window can. */
export type PrintPage = (html: string) => Promise<Uint8Array>

/** What handlers work with. */
export interface Service {
  vault: Vault
  clock: Clock
  newId: () => string
  /** The path behind a token from main's dialog. Errors: FILE_TOKEN_UNKNOWN. */
  pathOf: (token: string) => string
  templates: string
  printPage: PrintPage | undefined
  log: Log
  /** For tables/readTable.ts. */
  spawnParser: SpawnParser
  /** An import makes one before it begins: `backups.create('import')`. */
  backups: BackupKeeper
  /** False while the clock stands before what it has shown, or far ahead of it: nothing expires, nothing is thinned. */
  clockIsTrusted: () => boolean
  surroundings: SurroundingsWatch
}

/** Who did something, and when. */
export const stampOf = ({ vault, clock }: Pick<Service, 'vault' | 'clock'>): { who: string; at: string } => ({ who: vault.info().officer.name, at: clock().toISOString() })

/** Errors: PDF_NEEDS_WINDOW; asked before anything is done. */
export function printerOf({ printPage }: Pick<Service, 'printPage'>): PrintPage {
  if (!printPage) throw new AppError('PDF_NEEDS_WINDOW')
  return printPage
}
