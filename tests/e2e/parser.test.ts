// The parser as the application runs it: a utility process of the real Electron, whose decoders and zlib are not those of plain Node.
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ParserAnswer, ParserJob } from '../../electron/service/tables/parserJobs.ts'
import type { TableRow } from '../../shared/domain/table.ts'
import type { Desk } from '../drive/desk.ts'
import { openDesk, temporaryHome } from '../drive/settled.ts'

const fixtures = resolve(import.meta.dirname, '../fixtures/tables')
const parser = resolve(import.meta.dirname, '../../out/main/parser.js')

/** All that the parser answers to one job. */
const answersTo = (desk: Desk, job: ParserJob): Promise<ParserAnswer[]> => desk.app.evaluate(({ utilityProcess, MessageChannelMain }, given) => new Promise((done) => {
  const child = utilityProcess.fork(given.parser, [], { env: {} })
  const { port1, port2 } = new MessageChannelMain()
  const answers: ParserAnswer[] = []
  port2.on('message', ({ data }) => {
    const answer = data as ParserAnswer
    answers.push(answer)
    if (answer.kind === 'done' || answer.kind === 'refused' || answer.kind === 'failed') child.kill()
  })
  child.once('exit', () => done(answers))
  child.postMessage({}, [port1])
  port2.start()
  port2.postMessage(given.job)
}), { parser, job })

const rowsOf = (answers: readonly ParserAnswer[]): TableRow[] => answers.flatMap((answer) => (answer.kind === 'rows' ? answer.rows : []))

describe('the parser inside Electron', () => {
  it('reads a workbook, a CSV in GBK and pasted cells, and refuses what is no table', async () => {
    const desk = await openDesk({ home: temporaryHome() })
    const roster = await answersTo(desk, { path: resolve(fixtures, 'roster.xlsx'), name: 'roster.xlsx' })
    expect(roster.at(-1)).toEqual({ kind: 'done', book: { kind: 'xlsx' } })
    expect(roster.flatMap((answer) => (answer.kind === 'sheet' ? [answer.name] : []))).toEqual(['说明', '花名册'])
    expect(rowsOf(roster).map(({ cells }) => cells[1]?.text).slice(4, 7)).toEqual(['姓  名', '周启明', '林静怡'])
    const gbk = await answersTo(desk, { path: resolve(fixtures, 'roster-gbk.csv'), name: 'roster-gbk.csv' })
    expect(gbk.at(-1)).toEqual({ kind: 'done', book: { kind: 'csv', encoding: 'gbk' } })
    expect(rowsOf(gbk)[1]?.cells[3]?.text).toBe('99990119790811111X')
    expect(rowsOf(await answersTo(desk, { pasted: '姓名\t性别\n周启明\t男' })).map(({ cells }) => cells.map(({ text }) => text))).toEqual([['姓名', '性别'], ['周启明', '男']])
    expect(await answersTo(desk, { path: parser, name: 'parser.xlsx' })).toEqual([{ kind: 'refused', reason: 'broken' }])
    await desk.page.getByLabel('单位').first().waitFor()
  })
})
