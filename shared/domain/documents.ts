import * as z from 'zod'

/** 会议记录, 签到表, 会议纪要, 会议通知; 表决票 and 计票单 where something is voted on by ballot. */
export const DocumentName = z.enum(['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally'])
export type DocumentName = z.infer<typeof DocumentName>
export const documentNames: Record<DocumentName, string> = { record: '会议记录', signIn: '签到表', minutes: '会议纪要', notice: '会议通知', ballot: '表决票', tally: '计票单' }

/** 公文式, 表格式. */
export const DocumentPreset = z.enum(['official', 'table'])
export type DocumentPreset = z.infer<typeof DocumentPreset>
export const presetNames: Record<DocumentPreset, string> = { official: '公文式', table: '表格式' }

/** What an officer chooses: a shipped form, or the unit's own, which only some documents have. */
export const DocumentForm = z.enum([...DocumentPreset.options, 'own'])
export type DocumentForm = z.infer<typeof DocumentForm>
export const formNames: Record<DocumentForm, string> = { ...presetNames, own: '本单位版式' }

/** The four faces of an official paper (GB/T 9704) and what may stand in for each, best first. None is shipped: they are commercial. */
export const faces = {
  title: ['方正小标宋简体', '方正小标宋_GBK', '华文中宋', 'STZhongsong', '宋体', 'SimSun', 'Noto Serif CJK SC', 'Source Han Serif SC', 'Songti SC'],
  body: ['仿宋_GB2312', '仿宋', 'FangSong', '华文仿宋', 'STFangsong', '方正仿宋_GBK', 'Noto Serif CJK SC', 'Source Han Serif SC', 'Songti SC'],
  kai: ['楷体_GB2312', '楷体', 'KaiTi', '华文楷体', 'STKaiti', '方正楷体_GBK', 'Noto Serif CJK SC', 'Source Han Serif SC', 'Songti SC'],
  hei: ['黑体', 'SimHei', '方正黑体_GBK', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC'],
  song: ['宋体', 'SimSun', 'Noto Serif CJK SC', 'Source Han Serif SC', 'Songti SC'],
} as const
export type Face = keyof typeof faces

/** Which face a paper asks for and what this computer draws it with; `used` null: a face of the system that has no name here. */
export const FontUse = z.object({ asked: z.string(), used: z.string().nullable() })
export type FontUse = z.infer<typeof FontUse>

/** 2026-09-08 支委会 会议记录.docx; characters that a file name may not hold are left out. */
export function documentFileName(heldOn: string, kindShort: string, document: DocumentName, format: 'docx' | 'pdf'): string {
  return `${heldOn} ${kindShort} ${documentNames[document]}.${format}`.replace(/[\\/:*?"<>|]/g, '')
}
