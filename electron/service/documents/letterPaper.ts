import { join } from 'node:path'
import { fillTemplate, keepEndingWithText, pack } from './docx.ts'
import { escapeLine, htmlPage } from './printPage.ts'
import { pdfOfPage, type PrintPage } from './pdf.ts'
import { printStyle } from './printStyle.ts'
import { setTitle } from './titles.ts'

/**
 * 请示, 函, 公示 or 决议 of the branch (GB/T 9704—2012, as the 公文式 papers of a meeting): every word is here. `addressee`: with its colon, or
 * empty. `attachments`: 附件 by name. `signers`: lines to be signed by hand.
 */
export interface LetterPaper { title: string; addressee: string; body: string[]; attachments: string[]; signers: string[]; sender: string; date: string }

/** 附件：1．…, the second under the first; before them a line is left free (GB/T 9704 7.3.4). */
const attachmentLines = (names: readonly string[]): string[] =>
  names.length === 0 ? [] : ['　', ...names.map((name, index) => `${index === 0 ? '附件：' : '　　　'}${names.length > 1 ? `${index + 1}．` : ''}${name}`)]
const signerLine = (signers: readonly string[]): string => signers.map((signer) => `${signer}：`).join('　　　　　　　')

export const letterTemplate = 'letter.docx'

/** The Word file of a letter. The same paper gives the same bytes. Throws TEMPLATE_BROKEN. */
export function fillLetter({ title, addressee, body, attachments, signers, sender, date }: LetterPaper, templatesFolder: string): Uint8Array {
  const zip = fillTemplate(join(templatesFolder, letterTemplate), {
    标题: setTitle(title), 主送: addressee === '' ? [] : [addressee], 正文: body, 附件说明: attachmentLines(attachments), 签字: signers.length === 0 ? [] : [signerLine(signers)], 署名: sender, 成文日期: date,
  })
  const path = 'word/document.xml'
  zip.file(path, keepEndingWithText(zip.file(path)?.asText() ?? ''))
  return pack(zip)
}

/** The page of a letter as it is printed: static, without any script, every word escaped. */
export function letterHtml({ title, addressee, body, attachments, signers, sender, date }: LetterPaper): string {
  const p = (style: string, text: string): string => `<p class="${style}">${escapeLine(text)}</p>`
  return htmlPage(`<body class="official"><h1>${escapeLine(setTitle(title))}</h1>${[
    ...(addressee === '' ? [] : [p('addressee', addressee)]), ...[...body, ...attachmentLines(attachments)].map((text) => p('body', text)),
    ...(signers.length === 0 ? [] : [p('signing', signerLine(signers))]), p('sender', sender), p('date', date),
  ].join('')}</body>`, printStyle)
}

/** The PDF of a letter, numbered as an official paper. Throws PDF_FAILED. */
export const letterPdf = (paper: LetterPaper, printPage: PrintPage): Promise<{ bytes: Uint8Array; pages: number }> => pdfOfPage(letterHtml(paper), true, printPage)
