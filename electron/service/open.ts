import { v7 as newId } from 'uuid'
import type { ScryptCost } from '../../db/keyring.ts'
import type { Clock } from '../../shared/domain/clock.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import type { PrintPage } from './context.ts'
import { attachmentsHandlers } from './features/attachments/handlers.ts'
import { photoPageHandlers } from './features/attachments/photoPage.ts'
import { contractHandlers } from './features/contract/handlers.ts'
import { documentsHandlers } from './features/documents/handlers.ts'
import { meetingsHandlers } from './features/meetings/handlers.ts'
import { minutesHandlers } from './features/minutes/handlers.ts'
import { membersHandlers } from './features/members/handlers.ts'
import { templatesHandlers } from './features/templates/handlers.ts'
import { workspaceHandlers } from './features/workspace/handlers.ts'
import { createRouter, type Router } from './router.ts'
import type { Log } from './log.ts'
import { Vault } from './vault.ts'

export interface ServiceOptions {
  folder: string
  templates: string
  clock: Clock
  log: Log
  nativeBinding?: string | undefined
  printPage?: PrintPage | undefined
  /** What deriving a key costs; only tests say otherwise than the default. */
  cost?: ScryptCost | undefined
}
export interface RunningService {
  call: Router
  /** Lets the holder of `token` write to `path`: what a dialog of main or a command line chose. */
  grant(token: string, path: string): void
  close(): void
}

/** The data service: the same in Electron's utility process, in plain Node and in tests. Opens nothing until it is asked. */
export function openService({ folder, templates, clock, log, nativeBinding, printPage, cost }: ServiceOptions): RunningService {
  const paths = new Map<string, string>()
  const vault = new Vault({ folder, clock, nativeBinding, cost })
  const service = {
    vault, clock, newId: () => newId(), templates, printPage, log,
    pathOf: (token: string) => {
      const path = paths.get(token)
      if (path === undefined) throw new AppError('FILE_TOKEN_UNKNOWN')
      return path
    },
  }
  const call = createRouter({ ...contractHandlers(), ...workspaceHandlers(service), ...membersHandlers(service), ...meetingsHandlers(service), ...minutesHandlers(service), ...attachmentsHandlers(service), ...photoPageHandlers(service), ...documentsHandlers(service), ...templatesHandlers(service) }, log)
  return { call, grant: (token, path) => { paths.set(token, path) }, close: () => vault.close() }
}
