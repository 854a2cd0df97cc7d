import { catchUpLedger } from '../../db/repositories/meetings.ts'
import type { Uptime } from '../../db/attempts.ts'
import type { ScryptCost } from '../../db/keyring.ts'
import type { Clock } from '../../shared/domain/clock.ts'
import { AppError } from '../../shared/errors/AppError.ts'
import type { PrintPage } from './context.ts'
import { actionsHandlers } from './features/actions/handlers.ts'
import { attachmentsHandlers } from './features/attachments/handlers.ts'
import { photoPageHandlers } from './features/attachments/photoPage.ts'
import { backupHandlers } from './features/backup/handlers.ts'
import { BackupKeeper } from './features/backup/keeper.ts'
import { contractHandlers } from './features/contract/handlers.ts'
import { damageHandlers } from './features/damage/handlers.ts'
import { tellingDamage } from './features/damage/telling.ts'
import { developmentHandlers } from './features/development/handlers.ts'
import { PathWarmer } from './features/development/warming.ts'
import { developmentPapersHandlers } from './features/developmentPapers/handlers.ts'
import { documentsHandlers } from './features/documents/handlers.ts'
import { keysHandlers } from './features/keys/handlers.ts'
import { meetingsHandlers } from './features/meetings/handlers.ts'
import { minutesHandlers } from './features/minutes/handlers.ts'
import { memberFileHandlers } from './features/memberFile/handlers.ts'
import { materialsHandlers } from './features/memberFile/materials.ts'
import { privacyHandlers } from './features/memberFile/privacy.ts'
import { membersHandlers } from './features/members/handlers.ts'
import { checklistHandlers } from './features/checklist/handlers.ts'
import { rulesHandlers } from './features/rules/handlers.ts'
import { SearchBuilder } from './features/search/builder.ts'
import { searchHandlers } from './features/search/handlers.ts'
import { fusionPapersHandlers } from './features/fusionPapers/handlers.ts'
import { memberPapersHandlers } from './features/memberPapers/handlers.ts'
import { duplicatesHandlers } from './features/roster/duplicates.ts'
import { noticesHandlers } from './features/notices/handlers.ts'
import { planHandlers } from './features/plan/handlers.ts'
import { organisationHandlers } from './features/roster/organisation.ts'
import { rosterHandlers } from './features/roster/handlers.ts'
import { transfersHandlers } from './features/roster/transfers.ts'
import { boardHandlers } from './features/projects/board.ts'
import { difficultiesHandlers } from './features/projects/difficulties.ts'
import { projectsHandlers } from './features/projects/handlers.ts'
import { surroundingsHandlers } from './features/surroundings/handlers.ts'
import { SurroundingsWatch } from './features/surroundings/watch.ts'
import { templatesHandlers } from './features/templates/handlers.ts'
import { studyHandlers } from './features/study/handlers.ts'
import { talentHandlers } from './features/talent/handlers.ts'
import { duesHandlers } from './features/dues/handlers.ts'
import { todayHandlers } from './features/today/handlers.ts'
import { workspaceHandlers } from './features/workspace/handlers.ts'
import { TrashKeeper } from './features/journal/expire.ts'
import { importsHandlers } from './features/imports/handlers.ts'
import { journalHandlers } from './features/journal/handlers.ts'
import { newId } from './newId.ts'
import { createRouter, type Router } from './router.ts'
import type { Log } from './log.ts'
import { Vault } from './vault.ts'
import type { SpawnParser, SpawnWorker } from './workerProcess.ts'

export interface ServiceOptions {
  folder: string
  templates: string
  clock: Clock
  log: Log
  /** Starts a process beside this one, for what reads the whole database. */
  spawnWorker: SpawnWorker
  /** Starts a process that reads a stranger's table. */
  spawnParser: SpawnParser
  nativeBinding?: string | undefined
  printPage?: PrintPage | undefined
  /** What deriving a key costs; only tests say otherwise than the default. */
  cost?: ScryptCost | undefined
  /** Bytes kept free for a save that finds the disk full; only tests, on a small disk, say otherwise than the default. */
  reserve?: number | undefined
  /** Seconds since the computer was started; only tests say otherwise. */
  uptime?: Uptime | undefined
  /** Hears of each opening of the workspace. */
  onOpen?: (() => void) | undefined
}
export interface RunningService {
  call: Router
  /** Lets the holder of `token` write to `path`: what a dialog of main or a command line chose. */
  grant(token: string, path: string): void
  /** What is done once a minute: a backup, a copy, a rehearsal, where it is time. */
  tick(): Promise<void>
  close(): void
}

/** The data service: the same in Electron's utility process, in plain Node and in tests. Opens nothing until it is asked. */
export function openService({ folder, templates, clock, log, nativeBinding, spawnWorker, spawnParser, printPage, cost, reserve, uptime, onOpen }: ServiceOptions): RunningService {
  const granted = new Map<string, string>()
  const vault: Vault = new Vault({ folder, clock, nativeBinding, cost, uptime, beforeMigration: (source) => backups.beforeMigration(source), onOpen: (db) => { catchUpLedger(db); surroundings.opened(db); search.start(); paths.start(); onOpen?.() } })
  const search: SearchBuilder = new SearchBuilder({ vault, log })
  const paths: PathWarmer = new PathWarmer({ vault, clock })
  const surroundings: SurroundingsWatch = new SurroundingsWatch({ vault, clock, reserve })
  const clockIsTrusted = () => surroundings.clockIsTrusted()
  const backups = new BackupKeeper({ vault, folder, clock, log, spawnWorker, nativeBinding, clockIsTrusted })
  const service = {
    vault, backups, surroundings, clockIsTrusted, clock, newId, templates, printPage, log, spawnParser,
    pathOf: (token: string) => {
      const path = granted.get(token)
      if (path === undefined) throw new AppError('FILE_TOKEN_UNKNOWN')
      return path
    },
  }
  const trash = new TrashKeeper(service)
  const [meetings, attachments, materials] = [meetingsHandlers(service), attachmentsHandlers(service), materialsHandlers(service)]
  const call = tellingDamage(vault, createRouter({
    ...contractHandlers(), ...workspaceHandlers(service), ...keysHandlers(service), ...membersHandlers(service), ...memberPapersHandlers(service),
    ...rosterHandlers(service), ...duplicatesHandlers(service), ...transfersHandlers(service), ...organisationHandlers(service),
    ...importsHandlers(service), ...memberFileHandlers(service), ...materials, ...privacyHandlers(service), ...meetings, ...minutesHandlers(service),
    ...attachments, ...journalHandlers(service, { ...meetings, ...attachments, ...materials }), ...photoPageHandlers(service),
    ...backupHandlers(service), ...rulesHandlers(service), ...checklistHandlers(service), ...planHandlers(service, meetings), ...developmentHandlers(service, meetings), ...developmentPapersHandlers(service), ...todayHandlers(service), ...surroundingsHandlers(service), ...damageHandlers(service), ...documentsHandlers(service),
    ...templatesHandlers(service), ...searchHandlers(service, search), ...actionsHandlers(service), ...difficultiesHandlers(service),
    ...projectsHandlers(service), ...boardHandlers(service), ...fusionPapersHandlers(service), ...noticesHandlers(service), ...studyHandlers(service), ...talentHandlers(service), ...duesHandlers(service),
  }, log))
  return { call, grant: (token, path) => { granted.set(token, path) }, tick: async () => { search.tick(); trash.tick(); await surroundings.tick(); await backups.tick() }, close: () => { trash.close(); backups.close(); surroundings.close(); search.close(); paths.close(); vault.close() } }
}
