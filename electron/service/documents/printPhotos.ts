import { photoRows } from '../../../shared/domain/photoPage.ts'
import { escapeHtml } from './html.ts'
import type { RecordPaper } from './paper.ts'

/** CSS pixels of a length in millimetres. */
const px = (millimetres: number): number => Math.round(millimetres * 96 / 25.4)

/** The page of photos as it is printed; '' where there is none. A row of captions stands under its row of photos. */
export function photoPage({ photosTitle, photos }: RecordPaper, escape: (text: string) => string): string {
  if (photos.length === 0) return ''
  const rows = photoRows(photos).rows.map((row) => {
    const span = row.length === 1 ? ' colspan="2"' : ''
    const pictures = row.map(({ jpeg, alt, wide, high }) => `<td${span}><p><img src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}" alt="${escapeHtml(alt)}" width="${px(wide)}" height="${px(high)}"></p></td>`)
    const captions = row.map(({ caption }) => `<td${span}><p>${escape(caption)}</p></td>`)
    return `<tr class="pictures">${pictures.join('')}</tr><tr class="captions">${captions.join('')}</tr>`
  })
  return `<div class="photoPage"><h2>${escape(photosTitle)}</h2><table><colgroup><col><col></colgroup><tbody>${rows.join('')}</tbody></table></div>`
}

/** A caption is 5号 in the face of the text; photos have no frame. */
export const photoPageStyle = `
.photoPage { break-before: page; }
.photoPage h2 { font-size: 16pt; line-height: 28.95pt; text-align: center; text-indent: 0; margin-bottom: 10pt; }
.photoPage tr { break-inside: avoid; }
.photoPage td { border: 0; height: auto; padding: 0; }
.photoPage td p { text-align: center; font-size: 10.5pt; line-height: 15pt; }
.pictures { break-after: avoid; }
.pictures td { vertical-align: bottom; }
.pictures td p { line-height: 0; }
.captions td { vertical-align: top; }
.captions td p { padding: 4pt 5.4pt 10pt; min-height: 29pt; }
`
