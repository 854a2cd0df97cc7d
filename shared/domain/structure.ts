import * as z from 'zod'
import type { IsoDate } from './dates.ts'
import { ethnicities, genders, labelOf } from './memberCodes.ts'
import type { MemberFieldValues } from './memberFields.ts'
import { wholeYears } from './partyAge.ts'
import { isCommitteePost, postNames, statusNames, type PartyPost, type PersonStatus } from './person.ts'

/** What a branch is told apart by, in the order of the page. */
export const StructureKey = z.enum(['status', 'age', 'education', 'partyAge', 'post', 'partyPost', 'gender', 'ethnicity'])
export type StructureKey = z.infer<typeof StructureKey>
export const structureNames: Record<StructureKey, string> = {
  status: '人员类别', age: '年龄结构', education: '学历结构', partyAge: '党龄结构', post: '岗位结构', partyPost: '党内职务', gender: '性别结构', ethnicity: '民族结构',
}
/** What the reader has to know to count the same. */
export const structureNotes: Record<StructureKey, string> = {
  status: '', age: '按统计日的周岁；只知道年月的，按当月1日。', education: '按最高学历；含结业、肄业。', partyAge: '从转正之日起的整年；预备党员还没有党龄。',
  post: '国有企业岗位大类。', partyPost: '一人兼任几项的，按最高一项计一次。', gender: '', ethnicity: '',
}

/** One number and the people behind it. `share`: percent of everybody, one decimal. */
export const StructureGroup = z.object({ label: z.string(), count: z.int(), share: z.number(), people: z.array(z.object({ id: z.uuid(), name: z.string() })) })
export type StructureGroup = z.infer<typeof StructureGroup>
export const StructurePart = z.object({ key: StructureKey, name: z.string(), note: z.string(), groups: z.array(StructureGroup) })
export type StructurePart = z.infer<typeof StructurePart>
export const Structure = z.object({ on: z.string(), total: z.int(), parts: z.array(StructurePart) })
export type Structure = z.infer<typeof Structure>

export interface CountedPerson { id: string; name: string; status: PersonStatus; posts: readonly PartyPost[]; fields: MemberFieldValues }

const unknown = '未填写'
type Band = readonly [label: string, upTo: number]
const ageBands: readonly Band[] = [['30岁及以下', 30], ['31至35岁', 35], ['36至40岁', 40], ['41至45岁', 45], ['46至50岁', 50], ['51至55岁', 55], ['56至60岁', 60], ['61岁及以上', Infinity]]
const partyAgeBands: readonly Band[] = [['不满5年', 4], ['5至9年', 9], ['10至19年', 19], ['20至29年', 29], ['30至39年', 39], ['40至49年', 49], ['50年及以上', Infinity]]
const educationKinds: readonly (readonly [label: string, codes: string])[] = [['博士研究生', '11 12 13'], ['硕士研究生', '14 15 16 17'], ['大学本科', '21 22 23'], ['大学专科', '31 32 33'], ['中专及高中', '41 44 47 61'], ['初中及以下', '71 81'], ['党校学历及其他', '90 91']]
const postKinds: readonly (readonly [label: string, code: string])[] = [['企业管理人员', 'manager'], ['专业技术人员', 'professional'], ['工勤技能人员', 'worker']]

const bandOf = (bands: readonly Band[], years: number): string => bands.find(([, upTo]) => years <= upTo)?.[0] ?? unknown

/** How each part tells people apart: its labels in order, and which of them a person has. `null`: has none for a reason that is told. */
interface Rule { labels: readonly string[]; labelOf(person: CountedPerson, on: IsoDate): string }
const notYetFull = '预备期内'
const rules: Record<StructureKey, Rule> = {
  status: { labels: [statusNames.fullMember, statusNames.probationaryMember], labelOf: ({ status }) => statusNames[status] },
  age: {
    labels: ageBands.map(([label]) => label),
    labelOf: ({ fields }, on) => {
      const years = fields.birthOn === undefined ? null : wholeYears(fields.birthOn, on)
      return years === null ? unknown : bandOf(ageBands, years)
    },
  },
  education: { labels: educationKinds.map(([label]) => label), labelOf: ({ fields }) => educationKinds.find(([, codes]) => fields.education !== undefined && codes.split(' ').includes(fields.education))?.[0] ?? unknown },
  partyAge: {
    labels: [...partyAgeBands.map(([label]) => label), notYetFull],
    labelOf: ({ status, fields }, on) => {
      if (status !== 'fullMember') return notYetFull
      const years = fields.fullOn === undefined ? null : wholeYears(fields.fullOn, on)
      return years === null ? unknown : bandOf(partyAgeBands, years)
    },
  },
  post: { labels: postKinds.map(([label]) => label), labelOf: ({ fields }) => postKinds.find(([, code]) => code === fields.jobCategory)?.[0] ?? unknown },
  partyPost: { labels: ['书记、副书记', '委员', postNames.groupLeader, '普通党员'], labelOf: ({ posts }) => (posts.some((post) => post === 'secretary' || post === 'deputySecretary') ? '书记、副书记' : posts.some(isCommitteePost) ? '委员' : posts.includes('groupLeader') ? postNames.groupLeader : '普通党员') },
  gender: { labels: ['男', '女'], labelOf: ({ fields }) => (fields.gender === undefined ? unknown : labelOf(genders, fields.gender)) },
  ethnicity: { labels: ['汉族', '少数民族'], labelOf: ({ fields: { ethnicity } }) => (ethnicity === undefined ? unknown : labelOf(ethnicities, ethnicity) === '汉族' ? '汉族' : '少数民族') },
}

/** 37.5 of 3 and 8. */
export const shareOf = (count: number, total: number): number => (total === 0 ? 0 : Math.round(count * 1000 / total) / 10)

/**
 * The structure of a branch on a day. Each part counts everybody once: who lacks the field stands under 未填写, so that the numbers of a part
 * always add up to the whole. A group of nobody is kept, for a report needs its 0; 未填写 of nobody is not.
 */
export function structureOf(people: readonly CountedPerson[], on: IsoDate): Structure {
  const parts = StructureKey.options.map((key): StructurePart => {
    const { labels, labelOf: find } = rules[key]
    const byLabel = Map.groupBy(people, (person) => find(person, on))
    const more = [...byLabel.keys()].filter((label) => !labels.includes(label) && label !== unknown)
    const all = [...labels, ...more, ...(byLabel.has(unknown) ? [unknown] : [])]
    const groups = all.map((label) => {
      const behind = byLabel.get(label) ?? []
      return { label, count: behind.length, share: shareOf(behind.length, people.length), people: behind.map(({ id, name }) => ({ id, name })) }
    })
    return { key, name: structureNames[key], note: structureNotes[key], groups }
  })
  return { on, total: people.length, parts }
}
