// Bringing photos to a record and to the page that ends it, as an officer does.
import type { Page } from 'playwright-core'

/** Files dragged from the desktop to the attachments; each stands in the list afterwards. */
export async function dropPhotos(page: Page, files: Record<string, Buffer>): Promise<void> {
  const section = page.locator('#section-attachments')
  const given = Object.entries(files).map(([name, bytes]) => ({ name, base64: bytes.toString('base64') }))
  await section.evaluate((element, all) => {
    const data = new DataTransfer()
    for (const { name, base64 } of all) data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
    for (const type of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, given)
  for (const name of Object.keys(files)) await section.getByRole('button', { name: `打开${name}`, exact: true }).waitFor()
}

/** Puts a photo at the end of the page. */
export async function putOnPage(page: Page, name: string): Promise<void> {
  const photos = page.locator('.photo-page li')
  const before = await photos.count()
  await page.getByRole('button', { name: `放入照片页：${name}`, exact: true }).click()
  await photos.nth(before).waitFor()
}
