/** `backup` reads whole databases, `parser` reads strangers' tables and may take only so much memory. */
export type WorkerProgram = 'backup' | 'parser'
/** What main and the service tell each other, beside the renderer's port. */
export type ToService =
  | { kind: 'start'; folder: string; templates: string; log: string; clock: string | undefined; nativeBinding: string | undefined }
  | { kind: 'port' }
  | { kind: 'grant'; token: string; path: string }
  | { kind: 'printed'; id: number; pdf: Uint8Array }
  | { kind: 'notPrinted'; id: number }
  /** With a port to the process that was asked for. */
  | { kind: 'worker'; id: number }
  /** `why`: main ended it, since it took more memory than it may. */
  | { kind: 'workerGone'; id: number; why?: 'memory' }
  | { kind: 'stop' }
export type FromService =
  | { kind: 'print'; id: number; html: string }
  /** A process that does one job; `endWorker` kills it. */
  | { kind: 'startWorker'; id: number; program: WorkerProgram }
  | { kind: 'endWorker'; id: number }
  /** The workspace was opened with its password. */
  | { kind: 'opened' }
