import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../electron/service/tables/readTable.ts'
import { findTables } from '../../shared/domain/findTable.ts'
import { rosterHeadings } from '../fixtures/tables/rosters.ts'
import { spawnParser } from './office.ts'

const fixtures = resolve(import.meta.dirname, '../fixtures/tables')
const service = { spawnParser, log: () => undefined }
const isKnown = (text: string): boolean => rosterHeadings.has(text)

describe('the sample files', () => {
  it('the roster: sheet, header, lines and day are found', async () => {
    const book = await readTable(service, { path: join(fixtures, 'roster.xlsx') })
    const [found] = findTables(book, isKnown)
    expect(found).toMatchObject({ sheet: 1, headerLines: [4], firstLine: 5, lastLine: 21, asOf: '2026-08-31', notData: [{ line: 15, why: 'blank' }] })
    const row = (line: number) => book.sheets[1]?.rows.find((each) => each.line === line)?.cells ?? []
    expect(row(16)[6]).toEqual({ text: '999901199105171000', number: 999901199105171200, rounded: true })
    expect(row(10)[4]).toMatchObject({ date: '1979-08-01' })
    expect(row(17)[1]?.text).toBe('罗　敏')
  })
  it('the CSV in GBK, its IDs without the tab before them', async () => {
    const book = await readTable(service, { path: join(fixtures, 'roster-gbk.csv') })
    expect(book).toMatchObject({ kind: 'csv', encoding: 'gbk' })
    expect(book.sheets[0]?.rows[1]?.cells.map(({ text }) => text)).toEqual(['孙立军', '男', '1979/8/11', '99990119790811111X', '13900000006', '2004-06-30', '正式党员', '第一党小组'])
  })
  it('the list of difficulties, whose first column is a number', async () => {
    const book = await readTable(service, { path: join(fixtures, 'business-difficulties.xlsx') })
    const [found] = findTables(book, (text) => ['难点', '业务条线', '现状值'].includes(text))
    expect(found).toMatchObject({ headerLines: [1], firstLine: 2, lastLine: 6 })
  })
  it('the same bytes read twice are the same book', async () => {
    const bytes = readFileSync(join(fixtures, 'roster.xlsx'))
    expect(await readTable(service, { bytes, name: 'a.xlsx' })).toEqual(await readTable(service, { bytes, name: 'b.xlsx' }))
  })
})

describe('pasted cells', () => {
  it('as Excel copies them: tabs, and quotes around cells of several lines', async () => {
    const book = await readTable(service, { pasted: '姓名\t备注\r\n周启明\t"第一行\n第二行 ""引"" "\r\n林静怡\t说"好"\r\n' })
    expect(book.kind).toBe('pasted')
    expect(book.sheets[0]?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['姓名', '备注'], ['周启明', '第一行\n第二行 "引"'], ['林静怡', '说"好"']])
  })
  it('nothing at all is said to be nothing', async () => {
    await expect(readTable(service, { pasted: ' \n\t\n' })).rejects.toMatchObject({ code: 'TABLE_REFUSED', params: { reason: 'empty' } })
  })
})
