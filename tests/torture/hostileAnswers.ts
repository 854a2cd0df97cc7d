// What an answer has to be, whatever was asked.
import { contract, type Channel } from '../../shared/contract/index.ts'
import { errorCodes } from '../../shared/errors/codes.ts'

/** The longest that a call may take, in milliseconds, on a machine that does eight other things: a backup starts processes of its own. */
export const longest = (channel: string): number => (channel.startsWith('backup.') ? 60_000 : 15_000)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What is wrong with an answer; null: nothing. */
export function faultOf(channel: string, answer: unknown): string | null {
  if (!isObject(answer)) return '回答不是对象'
  if ('thrown' in answer) return `抛出${String(answer['thrown']).slice(0, 200)}`
  if (answer['ok'] === true) {
    if (!Object.hasOwn(contract, channel)) return '没有这个请求，却回答了'
    const value = contract[channel as Channel].output.safeParse(answer['value'])
    return value.success ? null : `回答不合约定：${value.error.issues[0]?.path.join('.') ?? ''} ${value.error.issues[0]?.message ?? ''}`
  }
  const { error } = answer
  if (answer['ok'] !== false || !isObject(error)) return '回答没有说成与不成'
  const { code, message } = error
  if (!(errorCodes as readonly unknown[]).includes(code)) return `不认识的代码${String(code)}`
  if (code === 'INTERNAL') return 'INTERNAL'
  if (typeof message !== 'string' || !/[\u4e00-\u9fff]/.test(message)) return '没有中文说明'
  if (/\n\s+at |\.[jt]s:\d+|SQLITE_|node:/.test(message)) return `说明里有程序的内部：${message.slice(0, 200)}`
  return null
}
