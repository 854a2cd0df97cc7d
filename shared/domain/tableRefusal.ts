import { tableLimits } from './table.ts'

/** Why a table is not read. What happened goes behind the file's name; `next` says what the officer does about it. */
export interface RefusalWords { happened: string; next: string }

const saveAs = '请用Excel或WPS打开它，点“另存为”，类型选“Excel工作簿（.xlsx）”，再导入另存的文件。'
const smaller = '请把要导入的几列几行复制到一张新的表格，另存为.xlsx后再导入；或者分几次导入。'
const another = '请选择.xlsx或.csv的表格，也可以在表格里选中要导入的行，复制后粘贴到这里。'

const words = {
  oldExcel: { happened: '是旧格式的Excel文件（.xls）', next: saveAs },
  wps: { happened: '是WPS表格自己的格式（.et）', next: saveAs },
  binaryExcel: { happened: '是Excel的二进制格式（.xlsb）', next: saveAs },
  openDocument: { happened: '是OpenDocument表格（.ods）', next: saveAs },
  web: { happened: '其实是网页，不是表格文件', next: saveAs },
  password: { happened: '设有打开口令', next: '请用Excel或WPS打开它，取消打开口令，另存为.xlsx后再导入。' },
  macros: { happened: '里面有宏程序', next: saveAs },
  word: { happened: '是Word文档，不是表格', next: '请在Word里选中整张表格，复制后粘贴到这里。' },
  pdf: { happened: '是PDF文件，不是表格', next: another },
  otherFile: { happened: '不是表格文件', next: another },
  empty: { happened: '里面没有内容', next: another },
  gone: { happened: '打不开', next: '请检查文件是否被移走、U盘是否拔出，或者正被别的程序占用，再试一次。' },
  tooLarge: { happened: `超过${tableLimits.bytes / 1_000_000}兆`, next: smaller },
  unpackedTooLarge: { happened: '解开后过大', next: smaller },
  tooManyRows: { happened: `超过${tableLimits.rows.toLocaleString('en-US')}行`, next: smaller },
  tooManyColumns: { happened: `在第${tableLimits.columns}列以后还有内容`, next: smaller },
  tooManyCells: { happened: '单元格过多', next: smaller },
  tooMuchText: { happened: '文字过多', next: smaller },
  cellTooLong: { happened: `有一格超过${tableLimits.cellLength.toLocaleString('en-US')}字`, next: smaller },
  broken: { happened: '已损坏，或不完整', next: '请用Excel或WPS打开看看，能打开就另存为.xlsx再导入；打不开请向发来的人再要一份。' },
  unsafe: { happened: '里面有不安全的内容', next: '没有打开其中任何内容。请在Excel或WPS里把要导入的行复制到一张新的表格，另存为.xlsx后再导入。' },
  encoding: { happened: '的文字编码认不出来', next: '请用Excel或WPS打开它，确认没有乱码，另存为.xlsx后再导入。' },
  tooSlow: { happened: `读了${tableLimits.seconds}秒还没有读完`, next: smaller },
  tooMuchMemory: { happened: '读取时占用的内存过多', next: smaller },
  stopped: { happened: '没有读完，读取的进程中断了', next: '请再试一次；仍不行就在Excel或WPS里另存为.xlsx后再导入。' },
} satisfies Record<string, RefusalWords>

export type TableRefusal = keyof typeof words
export const tableRefusals = Object.keys(words) as TableRefusal[]
export const isTableRefusal = (reason: string): reason is TableRefusal => Object.hasOwn(words, reason)
export const wordsOfRefusal = (reason: TableRefusal): RefusalWords => words[reason]

/** Thrown where a table is parsed; becomes TABLE_REFUSED at the border of the process. */
export class TableRefused extends Error {
  readonly reason: TableRefusal
  constructor(reason: TableRefusal, cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}
