import { expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../drive/desk.ts'
import { textOfPdf } from '../drive/papers.ts'
import { openDesk, temporaryHome } from '../drive/settled.ts'
import { branch, draftWith, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { tableForm } from '../fixtures/forms.ts'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'

/** A call as the page makes it, through the preload. */
async function ask<C extends ServiceChannel>({ page }: Desk, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await page.evaluate(async ([name, given]) => window.api.call(name as 'workspace.info', given as Input<'workspace.info'>), [channel, input] as const)
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`)
  return answer.value as unknown as Output<C>
}

it('a record is printed in the form that was learnt from a paper of last year', async () => {
  const home = temporaryHome()
  const desk = await openDesk({ home, now: '2026-09-08T08:30:00.000Z' })
  await ask(desk, 'workspace.create', branch)
  await ask(desk, 'members.addMany', { lines: peopleLines })
  const meeting = await ask(desk, 'meetings.save', draftWith(await ask(desk, 'members.rosterOn', { date: '2026-09-08' })))
  const file = { base64: tableForm().toString('base64'), name: '去年的记录.docx' }
  const { values } = await ask(desk, 'templates.inspect', file)
  await ask(desk, 'templates.import', { ...file, choices: values.map(({ choice }) => choice) })
  const { pdf, pages } = await ask(desk, 'documents.previewMeeting', { meetingId: meeting.id, document: 'record', preset: 'own' })
  const path = join(home, 'own.pdf')
  writeFileSync(path, Buffer.from(pdf, 'base64'))
  const read = await textOfPdf(path)
  expect(read.pages).toBe(pages)
  const { text } = await ask(desk, 'documents.textOf', { meetingId: meeting.id, document: 'record', preset: 'own' })
  const letters = (words: string) => words.replace(/[\s—]/g, '')
  for (const line of text.split('\n').slice(0, 3)) expect(letters(read.text)).toContain(letters(line))
  expect(read.text).not.toMatch(/张建国|李秀英|[{}]/)
})
