/** What main and the service tell each other, beside the renderer's port. */
export type ToService =
  | { kind: 'start'; folder: string; templates: string; log: string; clock: string | undefined; nativeBinding: string | undefined }
  | { kind: 'port' }
  | { kind: 'grant'; token: string; path: string }
  | { kind: 'printed'; id: number; pdf: Uint8Array }
  | { kind: 'notPrinted'; id: number }
  | { kind: 'stop' }
export type FromService = { kind: 'print'; id: number; html: string }
