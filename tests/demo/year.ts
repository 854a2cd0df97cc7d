// The end of the demonstration: a year of records in one folder, one by one and bound in one file.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Input } from '../../shared/contract/index.ts'
import { attendeesOf } from '../../shared/domain/roster.ts'
import { kindFacts, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { RosterEntry } from '../../shared/domain/person.ts'
import type { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import type { Stage } from './later.ts'

type Draft = Input<'meetings.save'>

/** What a branch holds in a year: the committee and the theme day every month, the others in their turn. All of it is fictional. */
const others: readonly MeetingKind[] = ['generalMeeting', 'groupMeeting', 'partyLecture', 'volunteerService', 'moralLecture', 'massActivity']
const topics = ['学习贯彻上级会议精神', '研究发展党员工作', '零售户走访覆盖情况', '安全生产和消防检查', '支部标准化建设自查', '青年党员培养'] as const

/** Two records a month and one of the others every second month: with the three of the demonstration more than a year's thirty. */
function plannedYear(): { kind: MeetingKind; heldOn: string; topic: string }[] {
  return Array.from({ length: 12 }, (_, n) => {
    const month = `2025-${String(n + 1).padStart(2, '0')}`
    const topic = topics[n % topics.length] ?? ''
    const second = n % 2 === 0 ? 'themeDay' : others[(n - 1) / 2] ?? 'themeDay'
    return [{ kind: 'committeeMeeting' as const, heldOn: `${month}-08`, topic }, { kind: second, heldOn: `${month}-18`, topic }]
  }).flat()
}

function draftOf({ kind, heldOn, topic }: ReturnType<typeof plannedYear>[number], roster: RosterEntry[], n: number): Draft {
  const [, month = 0] = heldOn.split('-').map(Number)
  const expected = attendeesOf(kind, roster, { attendance: [], group: '第一党小组' })
  const there = expected.length > 0 ? expected.map(({ personId }) => personId) : roster.slice(0, 8).map(({ id }) => id)
  const group = kind === 'groupMeeting' ? '第一党小组' : ''
  return {
    kind, heldOn, group, title: kind === 'committeeMeeting' ? `第二支部委员会2025年第${month}次会议` : `第二支部2025年${month}月${kindFacts[kind].short}`, startsAt: '14:30', endsAt: '16:00', place: '县局三楼党员活动室', chair: '周启明', recorder: '林静怡',
    attendance: there.map((personId) => ({ personId, state: 'present' as const })),
    agenda: [{ title: topic, reporter: '郑浩然', report: `通报${topic}的情况，本月办结${n + 3}件。`, speeches: [{ speaker: '吴国栋', text: '建议逐件回访，写明结果。' }], decision: `同意所报的${topic}安排。`, actions: [{ task: `落实${topic}`, owners: '吴国栋', dueText: `${month}月28日前` }] }],
  }
}

async function recordYear(page: Page): Promise<number> {
  const year = plannedYear()
  const roster = await page.evaluate(async () => {
    const answer = await window.api.call('members.rosterOn', { date: '2026-01-01' })
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  })
  await page.evaluate(async (drafts) => {
    for (const draft of drafts) {
      const answer = await window.api.call('meetings.save', draft)
      if (!answer.ok) throw new Error(answer.error.message)
    }
  }, year.map((meeting, n) => draftOf(meeting, roster, n)))
  return year.length
}

/** Exports the fictional year 2025 as Word files and as one PDF, through the dialog, and reads every file again. Answers how many faults there are. */
export async function yearInOneFolder(stage: Stage, desk: Desk): Promise<number> {
  const { page } = desk
  stage.say('一年的会议记录，导出到一个文件夹')
  const count = await recordYear(page)
  const folder = join(stage.out, '2025年的会议记录')
  mkdirSync(folder)
  await toMeetings(page)
  await page.getByLabel('年份').selectOption('2025')
  await page.getByText(`找到${count}次`).waitFor()
  await stage.picture('会议 一年')
  const bound = join(folder, '2025年会议记录合订.pdf')
  await desk.willChooseFolder(folder)
  await desk.willSaveTo(bound)
  for (const [format, into] of [['Word', '每份一个文件'], ['PDF', '合成一个文件']] as const) {
    await page.getByRole('button', { name: '批量导出' }).click()
    const dialog = page.getByRole('dialog', { name: '批量导出' })
    await dialog.getByRole('radio', { name: format }).check()
    await dialog.getByRole('radio', { name: into }).check()
    await dialog.getByRole('button', { name: `导出${count}次会议` }).click()
    await dialog.getByText(`写出${count}份文书`).waitFor({ timeout: 60_000 })
    await stage.picture(`批量导出 ${into}`)
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await dialog.waitFor({ state: 'hidden' })
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.docx'))
  const { text, pages } = await textOfPdf(bound)
  const lacking = plannedYear().filter(({ heldOn, topic }) => {
    const [, month = '', day = ''] = heldOn.split('-').map(Number)
    const date = `2025年${month}月${day}日`
    const words = files.filter((name) => name.startsWith(heldOn)).map((name) => textOfWord(join(folder, name)))
    return words.length !== 1 || !words[0]?.includes(date) || !words[0].includes(topic) || !text.includes(date)
  })
  stage.say(`${files.length}份Word和一份${pages}页的PDF：${lacking.length === 0 ? '逐份核对都有' : `不符：${lacking.map(({ heldOn }) => heldOn).join('、')}`}`)
  return lacking.length + Math.abs(files.length - count)
}
