import { describe, expect, it } from 'vitest'
import { errorCodes, isErrorCode, type ErrorCode } from '../../shared/errors/codes.ts'
import { tableRefusals, wordsOfRefusal } from '../../shared/domain/tableRefusal.ts'
import { messageOf, sentenceOf } from '../../shared/errors/sentences.ts'

/** Names of products, files and formats, and the fields of a line on the command line; nothing else is Latin. */
const names = /keyring(?:-copy)?\.json|branch\.db|Word|Excel|WPS|PDF|U盘|JSON|OpenDocument|docx|\.(?:xlsx|xlsb|xls|csv|et|ods)|(?<=含 )id、channel 和 input/g
/** What each sentence is filled with. */
const params: Partial<Record<ErrorCode, Record<string, string>>> = {
  INTERNAL: { incident: '123456' }, DATABASE_NEWER: { found: '9', known: '1' }, IN_USE: { user: '李四', host: '二楼电脑' }, PEOPLE_LINES: { count: '3' }, PERSON_EXISTS: { name: '张伟' }, POST_NEEDS_MEMBER: { name: '方子涵' },
  PERSON_IN_RECORDS: { name: '张伟' }, FILE_NOT_WRITTEN: { reason: '没有写入权限' }, TEMPLATE_BROKEN: { detail: '模板文件不见了' },
  TEMPLATE_REFUSED: { name: '会议记录', reason: '文件里有宏' }, TEMPLATE_FAULTS: { count: '2', first: '正文第3段的字段“时问”不认识' }, TEMPLATE_MISSING: { document: '签到表' },
  WRONG_PASSWORD: { seconds: '5' }, WRONG_RECOVERY_CODE: { seconds: '5' }, TOO_MANY_ATTEMPTS: { seconds: '5' }, ATTACHMENT_DAMAGED: { name: '会场' }, BACKUP_FAILED: { reason: '磁盘拔出' }, BACKUP_DAMAGED: { count: '3' }, PLACE_NOT_THERE: { name: '移动盘' }, PLACE_UNSUITABLE: { reason: '在数据文件夹里面' },
}

describe('the sentence of', () => {
  it.each(errorCodes)('%s says what happened, what is safe and what to do, in Chinese, with and without its particulars', (code) => {
    for (const particulars of [{}, params[code] ?? {}]) {
      const { happened, safe, next, button } = sentenceOf(code, particulars)
      for (const part of [happened, safe, next]) expect(part).toMatch(/^(?:[\p{Script=Han}“]|PDF)[^\n]*。$/u)
      const message = messageOf(code, particulars)
      expect(message).toBe(happened + safe + next)
      expect((message + (button ?? '')).replace(names, '')).not.toMatch(/[A-Za-z]|undefined|[!！]|您|。。|,/)
      expect((button ?? '').length).toBeLessThanOrEqual(8)
    }
  })

  it.each(tableRefusals)('TABLE_REFUSED for %s does so too', (reason) => {
    const message = messageOf('TABLE_REFUSED', { name: '花名册', reason })
    expect(message).toContain(wordsOfRefusal(reason).next)
    expect(message).toMatch(/^“花名册”[^\n]*。$/u)
    expect(message.replace(names, '').replace(/\d,\d/g, '')).not.toMatch(/[A-Za-z]|undefined|[!！]|您|。。|,/)
  })

  it.each(Object.entries(params))('%s holds its particulars', (code, particulars) => {
    const message = messageOf(code as ErrorCode, particulars)
    for (const value of Object.values(particulars)) expect(message).toContain(value)
  })

  it('IN_USE tells this computer from another', () => { expect(messageOf('IN_USE', { same: 'yes' })).toContain('已经在这台电脑上打开了') })
})

it('only known codes are codes', () => {
  expect(isErrorCode('CONFLICT')).toBe(true)
  expect(['toString', '__proto__', '', 'conflict'].some(isErrorCode)).toBe(false)
})

it.each([['recoveryCode', '抄写'], ['paper', '导出PDF']])('without a printer the way on for %s is %s', (what, words) => { expect(messageOf('NO_PRINTER', { what })).toContain(words) })
