import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { writeSheet, type Sheet } from '../../../electron/service/documents/sheet.ts'

const plain: Sheet = { sheetName: '花名册', title: '党员花名册', subtitle: '填报单位：第二支部', columns: [{ heading: '序号', align: 'center' }, { heading: '姓名' }, { heading: '身份证号' }], rows: [[1, '周启明', '999901198506150030']], footer: '合计：1人', landscape: true }
const partOf = (bytes: Uint8Array, name: string): string => new PizZip(bytes).file(name)?.asText() ?? ''
const cellsOf = (bytes: Uint8Array): string[] => partOf(bytes, 'xl/worksheets/sheet1.xml').match(/<c [^>]*?(?:\/>|>.*?<\/c>)/gs) ?? []
/** The texts of the file as a program of tables reads them, without our library. */
const textsOf = (bytes: Uint8Array): string[] => [...partOf(bytes, 'xl/sharedStrings.xml').matchAll(/<si><t[^>]*>(.*?)<\/t><\/si>/gs)].map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
const withRows = (rows: Sheet['rows']) => writeSheet({ ...plain, rows })

describe('a sheet', () => {
  it('holds texts as texts and numbers as numbers, the format of texts on every text', async () => {
    const bytes = await writeSheet(plain)
    const [number, name, id] = cellsOf(bytes).filter((cell) => /r="[ABC]4"/.test(cell))
    expect(number).toMatch(/<v>1<\/v>/)
    expect(number).not.toContain('t="s"')
    for (const cell of [name, id]) expect(cell).toContain('t="s"')
    expect(textsOf(bytes)).toContain('999901198506150030')
    const formats = [...(partOf(bytes, 'xl/styles.xml').split('<cellXfs')[1]?.split('</cellXfs>')[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(([, format]) => format)
    const style = (cell: string | undefined) => formats[Number(/ s="(\d+)"/.exec(cell ?? '')?.[1])]
    expect([style(name), style(id), style(number)]).toEqual(['49', '49', '0'])
  })

  it('never holds a formula, whatever a value begins with', async () => {
    const hostile = ['=1+1', '=HYPERLINK("http://x","点我")', '+1', '-1', '@SUM(1)', '\t=1+1', '=cmd|\' /C calc\'!A0', '＝1+1', '_x003D_1']
    const bytes = await withRows(hostile.map((text) => [1, text, text]))
    const zip = new PizZip(bytes)
    for (const [name, file] of Object.entries(zip.files)) expect([name, /<f[\s>/]|<hyperlink|externalLink|TargetMode/.test(file.asText())]).toEqual([name, false])
    for (const cell of cellsOf(bytes)) expect(cell).not.toMatch(/t="(?:str|e|b)"/)
    // _x003D_ would be read as = : the blank before it is what keeps it.
    expect(textsOf(bytes)).toEqual(expect.arrayContaining([...hostile.slice(0, 5), '=cmd|\' /C calc\'!A0', '_x005F_x003D_1']))
  })

  it('freezes and repeats its head, is printed on A4 as wide as the page, with page numbers', async () => {
    const bytes = await writeSheet(plain)
    const page = partOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(page).toMatch(/<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"\/>/)
    expect(page).toMatch(/<pageSetUpPr fitToPage="1"\/>/)
    expect(page).toMatch(/<pageSetup paperSize="9" orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"\/>/)
    expect(page).toContain('第 &amp;P 页，共 &amp;N 页')
    expect(partOf(bytes, 'xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles" localSheetId="0">[^<]*\$3:\$3</)
    const upright = await writeSheet({ ...plain, subtitle: undefined, landscape: false })
    expect(partOf(upright, 'xl/worksheets/sheet1.xml')).toMatch(/ySplit="2".*orientation="portrait"/s)
  })

  it('is the same bytes a second time, and tells neither who made it nor when nor with what', async () => {
    const [first, second] = [await writeSheet(plain), await writeSheet(plain)]
    expect(first.equals(second)).toBe(true)
    const zip = new PizZip(first)
    for (const file of Object.values(zip.files)) expect(file.date.getFullYear()).toBe(1980)
    const properties = partOf(first, 'docProps/core.xml') + partOf(first, 'docProps/app.xml')
    expect(properties).not.toMatch(/\d{4}-\d\d-\d\d|Microsoft|Unknown|exceljs/i)
  })

  it('takes what a cell, a sheet name and XML cannot hold', async () => {
    const bytes = await writeSheet({ ...plain, sheetName: "'花名册[1]:*?/\\党员党员党员党员党员党员党员党员党员党员党员党员", rows: [[1, `${'长'.repeat(40_000)}`, 'a\u0000b\u000b\ud800c<&>"'], [Number.NaN, null, '']] })
    expect(/ name="([^"]*)"/.exec(partOf(bytes, 'xl/workbook.xml'))?.[1]).toMatch(/^花名册1党员[^[\]:*?/\\]{0,31}$/)
    expect(Math.max(...textsOf(bytes).map((text) => text.length))).toBeLessThanOrEqual(32_767)
    expect(partOf(bytes, 'xl/sharedStrings.xml')).not.toMatch(/[\u0000\u000b\ud800]/)
  })

  it('writes ten thousand rows', async () => {
    const bytes = await withRows(Array.from({ length: 10_000 }, (_, n) => [n + 1, `党员${n}`, `9999011985061${String(n).padStart(5, '0')}`]))
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain('r="C10003"')
    expect(new Set(textsOf(bytes)).size).toBeGreaterThan(20_000)
  }, 60_000)
})
