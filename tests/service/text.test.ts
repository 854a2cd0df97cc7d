import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { sampleText } from '../fixtures/samples.ts'
import { staffedOffice, temporaryFolder } from './office.ts'

const gbk = Buffer.from('d6a7b2bfceafd4b1bbe1bbe1d2e9', 'hex')

/** A Word file with these paragraphs. */
function wordFile(paragraphs: readonly string[]): Buffer {
  const zip = new PizZip()
  zip.file('[Content_Types].xml', '<Types/>')
  zip.file('word/document.xml', `<w:document><w:body>${paragraphs.map((text) => `<w:p><w:r><w:t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`)
  return zip.generate({ type: 'nodebuffer' })
}

async function read(bytes: Buffer, name: string) {
  const office = await staffedOffice()
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  const fileToken = randomUUID()
  office.service.grant(fileToken, path)
  return { office, answer: await office.service.call('meetings.readText', { fileToken }) }
}

describe('the text of a file', () => {
  it.each([
    ['in UTF-8', Buffer.from('支部委员会会议\r\n时间：下午'), 'a.txt', '支部委员会会议\n时间：下午'],
    ['in UTF-8 with its mark', Buffer.from('\ufeff支部委员会会议'), 'a.txt', '支部委员会会议'],
    ['in GBK', gbk, 'a.txt', '支部委员会会议'],
    ['in UTF-16', Buffer.from('\ufeff支部委员会会议', 'utf16le'), 'a.txt', '支部委员会会议'],
    ['in Word', wordFile(['支部委员会会议', '地点：一楼 & <二楼>']), 'a.docx', '支部委员会会议\n地点：一楼 & <二楼>'],
  ])('%s is read', async (_case, bytes, name, text) => { expect((await read(bytes, name)).answer).toEqual({ ok: true, value: { text } }) })

  it.each([
    ['that is empty', Buffer.alloc(0), 'a.txt', '没有文字'],
    ['that is a picture', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 'a.jpg', '不是文字文件'],
    ['that is a zip of something else', Buffer.from(new PizZip().file('x', 'y').generate({ type: 'nodebuffer' })), 'a.docx', '不是完整的Word文档'],
    ['that is cut', wordFile(['支部']).subarray(0, 60), 'a.docx', '不是完整的Word文档'],
    ['that is too long', Buffer.from('会'.repeat(200_001)), 'a.txt', '20万字'],
  ])('%s is refused with its reason', async (_case, bytes, name, reason) => {
    const { answer } = await read(bytes, name)
    expect(answer).toMatchObject({ ok: false, error: { code: 'FILE_NOT_READ', message: expect.stringContaining(reason) } })
  })

  it('of a sample goes through Word into the same draft as pasted', async () => {
    const text = sampleText('committee-2026-09-08')
    const { office, answer } = await read(wordFile(text.split('\n').filter((line) => line.trim() !== '')), 'record.docx')
    if (!answer.ok) throw new Error(answer.error.message)
    const { text: fromWord } = answer.value as { text: string }
    const [pasted, opened] = [await office.ask('meetings.fromText', { text }), await office.ask('meetings.fromText', { text: fromWord })]
    expect(opened.draft).toEqual(pasted.draft)
    expect(opened.leftOver).toEqual([])
  })
})
