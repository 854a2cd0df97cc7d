// How a screen looks: nothing against accessibility, nothing out of the window sideways, and its pictures for whoever opens them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Desk } from './desk.ts'

const pictures = process.env['BRANCH_DESK_SHOTS']

/** Keeps a picture or a paper where BRANCH_DESK_SHOTS names a folder. */
export function keepFile(name: string, bytes: Buffer): void {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, name), bytes)
}

/** At the sizes of an old and of a large screen. `atEach` looks further at each of them, before its picture. */
export async function looksRight(desk: Desk, name: string, atEach?: (page: Page) => Promise<void>): Promise<void> {
  const { page } = desk
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
  for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
    await desk.resize(width, height)
    // A window of the whole screen is a pixel narrower.
    await expect.poll(() => page.evaluate((wanted) => Math.abs(innerWidth - wanted), width)).toBeLessThan(10)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await atEach?.(page)
    if (pictures !== undefined) keepFile(`${name}-${width}.png`, await page.screenshot())
  }
}

/** Nothing in the rooms of these selectors stands out of them sideways. */
export async function fits(page: Page, rooms: string): Promise<void> {
  for (const room of await page.locator(rooms).all()) expect(await room.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0)
}
