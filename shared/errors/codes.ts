/** Every way a call can fail. Closed: a new one needs its sentence in sentences.ts before it compiles. */
export const errorCodes = [
  'UNKNOWN_CHANNEL', 'INVALID_REQUEST', 'INVALID_INPUT', 'REQUEST_TOO_LARGE', 'INTERNAL',
  'NO_WORKSPACE', 'WORKSPACE_EXISTS', 'LOCKED', 'WRONG_PASSWORD', 'WRONG_RECOVERY_CODE', 'RECOVERY_NOT_CONFIRMED',
  'KEYRING_DAMAGED', 'DATABASE_DAMAGED', 'DATABASE_MISSING', 'DATABASE_NEWER', 'IN_USE', 'READ_ONLY_FOLDER', 'FOLDER_UNREADABLE', 'DISK_FULL', 'DISK_ERROR',
  'NOT_FOUND', 'CONFLICT', 'MEETING_FINAL', 'NOT_FINAL', 'VOTES_BROKEN', 'PEOPLE_LINES', 'PERSON_EXISTS', 'POST_NEEDS_MEMBER', 'LAST_STATUS', 'PERSON_IN_RECORDS',
  'FILE_TOKEN_UNKNOWN', 'FILE_NOT_READ', 'FILE_NOT_WRITTEN', 'FILE_GONE', 'FILE_NOT_OPENED', 'FOLDER_NOT_SHOWN', 'PDF_NEEDS_WINDOW', 'PDF_FAILED', 'TEMPLATE_BROKEN', 'NO_PRINTER', 'SERVICE_STOPPED', 'FORBIDDEN',
] as const
export type ErrorCode = (typeof errorCodes)[number]
export const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code)
