import { PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib'
import { readPdf, removeTraces } from './pdf.ts'

/**
 * PDF papers as one file, in the order given. Each begins on a new page and keeps the page numbers that are printed on it: the papers are signed
 * and filed one by one. The bookmarks lead to them by name.
 */
export async function mergePdf(papers: readonly { bytes: Uint8Array; name: string }[]): Promise<Uint8Array> {
  const volume = await PDFDocument.create({ updateMetadata: false })
  const { context, catalog } = volume
  const root = context.nextRef()
  const entries: { title: string; page: ReturnType<typeof context.nextRef> }[] = []
  for (const { bytes, name } of papers) {
    const from = await readPdf(bytes)
    const pages = await volume.copyPages(from, from.getPageIndices())
    for (const page of pages) volume.addPage(page)
    const [first] = pages
    if (first) entries.push({ title: name, page: first.ref })
  }
  const refs = entries.map(() => context.nextRef())
  entries.forEach(({ title, page }, index) => {
    const ref = refs[index]
    const before = refs[index - 1]
    const after = refs[index + 1]
    if (ref) context.assign(ref, context.obj({ Title: PDFHexString.fromText(title), Parent: root, Dest: [page, PDFName.of('Fit')], ...(before ? { Prev: before } : {}), ...(after ? { Next: after } : {}) }))
  })
  const first = refs[0]
  const last = refs.at(-1)
  if (first && last) {
    context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: PDFNumber.of(refs.length) }))
    catalog.set(PDFName.of('Outlines'), root)
    catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
  }
  removeTraces(volume)
  return volume.save({ addDefaultPage: false, updateFieldAppearances: false })
}
