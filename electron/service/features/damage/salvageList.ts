import type { DamageReport } from '../../../../shared/domain/damage.ts'
import { chineseDate, localDay } from '../../../../shared/domain/dates.ts'
import type { MeetingOutcome } from './salvageTexts.ts'

interface Found { at: Date; branch: string; report: DamageReport; outcomes: readonly MeetingOutcome[]; people: number; stray: number }

/** 抢救清单: what was read, what was not, and what has to be looked at with one's own eyes. */
export function listText({ at, branch, report, outcomes, people, stray }: Found): string {
  const written = outcomes.filter(({ fileName }) => fileName !== null)
  const doubtful = written.filter(({ isDoubtful }) => isDoubtful)
  const failed = outcomes.filter(({ fileName }) => fileName === null)
  const lost = outcomes.flatMap(({ heldOn, title, lost: names }) => names.map((name) => `  ${heldOn} ${title}：${name}`))
  const torn = report.tables.filter(({ lostPages, lostRows }) => lostPages + lostRows > 0)
  const isUnchecked = report.pages.unsure >= report.pages.count
  return [
    '支部工作台 抢救清单',
    ...(branch === '' ? [] : [branch]), `抢救日期：${chineseDate(localDay(at))}`,
    '', '这个文件夹里的资料没有加密，用完请妥善保管或删除。原来的数据文件没有改动。',
    '', '一、读出来的',
    `  会议记录${written.length}份，人员${people}人，附件${outcomes.reduce((sum, { attachments }) => sum + attachments, 0)}个${stray > 0 ? `，找不到所属会议的文字${stray}段` : ''}。`,
    ...written.map(({ fileName, title, isRemoved, isDoubtful }) => `  ${fileName}　${title}${isRemoved ? '（回收站）' : ''}${isDoubtful && !isUnchecked ? '　★请逐字核对' : ''}`),
    '', '二、要逐字核对的',
    ...(doubtful.length === 0 ? ['  没有。'] : [isUnchecked ? '  数据文件开头的校验信息坏了，每一页都没有办法证明没有改变；内容一般是对的，用前请核对。' : `  下面${doubtful.length}份所在的页没有通过校验，个别字可能有误，清单里标了★：`, ...isUnchecked ? [] : doubtful.map(({ heldOn, title }) => `  ${heldOn} ${title}`)]),
    '', '三、没有读出来的',
    ...(torn.length + failed.length + lost.length === 0 && report.lostSaves === 0 && !report.directoryLost ? ['  没有。'] : []),
    ...failed.map(({ heldOn, title }) => `  ${heldOn} ${title}：读出的内容不全，没有写成文书。`),
    ...(report.directoryLost ? ['  数据文件的目录坏了，已逐页搜寻；可能有个别内容没有找到，请对照原件。'] : []),
    ...torn.map(({ label, lostPages, lostRows }) => `  ${label}：${lostPages > 0 ? `${lostPages}页读不出` : ''}${lostPages > 0 && lostRows > 0 ? '，' : ''}${lostRows > 0 ? `${lostRows}条不完整` : ''}。`),
    ...(torn.length > 0 ? ['  上面这几种有读不出的页，任何一次会议都可能缺这些内容，请对照原件。'] : []),
    ...(report.lostSaves > 0 ? [`  日志里有损坏，最后${report.lostSaves}次保存可能没有全部读出。`] : []),
    ...(lost.length > 0 ? ['  附件损坏或不见了：', ...lost] : []),
    '', '四、各类资料',
    ...report.tables.map(({ label, read, unsure }) => `  ${label}：读出${read}条${unsure > 0 ? `，其中${unsure}条未通过校验` : ''}`),
    `  数据文件共${report.pages.count}页，其中${report.pages.unsure}页未通过校验，${report.pages.lost}页读不出。`,
  ].join('\n')
}
