import type { AwardLine, ReviewLine, SanctionLine } from '../../../../db/repositories/personPaper.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { dottedDate, fieldInWords, type ListedPerson } from '../../../../shared/domain/listColumns.ts'
import { awardLevels, labelOf, sanctionKinds } from '../../../../shared/domain/memberCodes.ts'
import { fieldCodes, fieldOf, type FieldCode } from '../../../../shared/domain/memberFields.ts'
import { partyAgeOn } from '../../../../shared/domain/partyAge.ts'
import { chinesePartialDate } from '../../../../shared/domain/partialDate.ts'
import { postNames, statusNames } from '../../../../shared/domain/person.ts'
import { sheetWidth, type SheetCell, type SheetPaper, type SheetPicture, type SheetRow } from '../../documents/sheetPaper.ts'

export interface PersonOnPaper { person: ListedPerson; sanctions: readonly SanctionLine[]; awards: readonly AwardLine[]; reviews: readonly ReviewLine[]; photo: SheetPicture | null }

/** The sensitive fields that the form shows. */
export const formSensitive: readonly FieldCode[] = fieldCodes.filter((code) => fieldOf[code].masking !== undefined && !['phone', 'hukouPolice', 'marriage', 'duesBase'].includes(code))

/** Label and value three times, and the photo at the end of the first rows. */
const widths = [20, 28, 20, 28, 20, 28, 26]
const photoRows = 5
const rowHigh = 9.6

const head = (text: string): SheetCell => ({ text, isHead: true })
const value = (text: string, columns = 1): SheetCell => ({ text, columns, align: 'center' })
const long = (text: string): SheetCell => ({ text, columns: 6, align: 'left' })

/**
 * 党员个人基本信息表 on one page. What is not known is an empty cell to be filled in by hand; what is sensitive is masked unless `isFull`,
 * sanctions and family as a whole.
 */
export function personForm({ person, sanctions, awards, reviews, photo }: PersonOnPaper, { on, isFull, branch, today }: { on: IsoDate; isFull: boolean; branch: string; today: IsoDate }): SheetPaper {
  const { fields } = person
  const word = (code: FieldCode): string => {
    const { form, masking } = fieldOf[code]
    const known = fields[code]
    return form === 'partialDate' && masking === undefined && known !== undefined ? chinesePartialDate(known) : fieldInWords(code, fields, isFull)
  }
  const pair = (label: string, code: FieldCode): SheetCell[] => [head(label), value(word(code))]
  const three = (...cells: SheetCell[][]): SheetRow => ({ high: rowHigh, cells: cells.flat() })
  /** After the photo: the last value takes its column too. */
  const wide = (...cells: SheetCell[][]): SheetRow => {
    const flat = cells.flat()
    const last = flat.at(-1)
    return { high: rowHigh, cells: last ? [...flat.slice(0, -1), { ...last, columns: 2 }] : flat }
  }
  const partyAge = person.status === 'fullMember' ? partyAgeOn(fields.fullOn, on) : null
  const picture: SheetCell = { text: photo === null ? '照片' : '', rows: photoRows, align: 'center', ...(photo === null ? {} : { picture: photo }) }
  const sanctionsInWords = sanctions.length === 0 ? '' : isFull ? sanctions.map(({ kind, decidedOn, liftedOn }) => `${chineseDate(decidedOn)}，${labelOf(sanctionKinds, kind)}${liftedOn === null ? '' : `，${chineseDate(liftedOn)}解除`}`).join('\n') : '****'
  const rows: SheetRow[] = [
    { high: rowHigh, cells: [head('姓名'), value(person.name), ...pair('性别', 'gender'), ...pair('民族', 'ethnicity'), picture] },
    three(pair('出生年月', 'birthOn'), pair('籍贯', 'nativePlace'), pair('健康状况', 'health')),
    three([head('学历'), value(word('education').replace(/毕业$/, ''))], pair('学位', 'degree'), pair('参加工作', 'workSince')),
    { high: rowHigh, cells: [head('毕业院校\n及专业'), value([word('school'), word('major')].filter((text) => text !== '').join('　'), 5)] },
    { high: rowHigh, cells: [head('公民身份\n号码'), value(word('idNumber'), 3), ...pair('联系电话', 'mobile')] },
    wide([head('人员类别'), value(person.left ? '已离开支部' : person.status === null ? '' : statusNames[person.status])], [head('党小组'), value(person.group ?? '')], [head('党内职务'), value(person.posts.map((post) => postNames[post]).join('、'))]),
    wide(pair('申请入党', 'appliedOn'), pair('入党时间', 'joinedOn'), pair('转正时间', 'fullOn')),
    wide([head('党龄'), value(partyAge === null ? '' : `${partyAge}年`)], pair('入党介绍人', 'introducers'), pair('组织关系', 'relationStatus')),
    wide(pair('入党时\n所在支部', 'joinBranch'), pair('转正时\n所在支部', 'fullBranch'), pair('进入本支部', 'enteredOn')),
    wide(pair('部门', 'department'), pair('岗位', 'job'), pair('行政职务', 'office')),
    wide(pair('职称', 'title'), pair('技能等级', 'skillLevel'), [head('业务骨干'), value(fields.isBackbone === undefined ? '' : fields.backboneKind ?? '是')]),
    { high: rowHigh, cells: [head('家庭住址'), long(word('address'))] },
    { high: 20, cells: [head('奖励'), long(awards.map(({ name, level, awardedOn, documentNo }) => [awardedOn === null ? '' : dottedDate(awardedOn), `${name}（${labelOf(awardLevels, level)}）`, documentNo].filter((text) => text !== '').join('　')).join('\n'))] },
    { high: 14, cells: [head('处分'), long(sanctionsInWords)] },
    { high: rowHigh, cells: [head('民主评议'), long(reviews.map(({ year, grade }) => `${year}年${grade}`).join('；'))] },
    { high: 30, cells: [head('家庭成员\n和社会\n关系'), long(word('familyMembers'))] },
    { high: 14, cells: [head('备注'), long(word('note'))] },
  ]
  return {
    landscape: false, title: '党员个人基本信息表', info: `党支部：${branch}　　填表时间：${chineseDate(today)}${on === today ? '' : `　　截至${chineseDate(on)}`}`,
    blocks: [{ block: 'table', columns: widths.map((width) => Math.round(width * sheetWidth(false) / 170 * 100) / 100), size: 10.5, rows }, { block: 'note', text: '本人签字：　　　　　　　　　　　　　　　　　　党支部（盖章）：' }],
  }
}
