/** What main and the service tell each other, beside the renderer's port. */
export type ToService =
  | { kind: 'start'; folder: string; templates: string; log: string; clock: string | undefined; nativeBinding: string | undefined }
  | { kind: 'port' }
  | { kind: 'grant'; token: string; path: string }
  | { kind: 'printed'; id: number; pdf: Uint8Array }
  | { kind: 'notPrinted'; id: number }
  /** With a port to the process that was asked for. */
  | { kind: 'worker'; id: number }
  | { kind: 'workerGone'; id: number }
  | { kind: 'stop' }
export type FromService =
  | { kind: 'print'; id: number; html: string }
  /** A process that reads whole databases; `endWorker` kills it. */
  | { kind: 'startWorker'; id: number }
  | { kind: 'endWorker'; id: number }
