import * as z from 'zod'
import { AttendanceFigures } from '../domain/attendanceFigures.ts'
import { BulkEdit, BulkLine } from '../domain/bulkEdit.ts'
import { IsoDate } from '../domain/dates.ts'
import { Duplicate, MergeChoice, MergePreview } from '../domain/duplicates.ts'
import { CommitteeTerm, CommitteeTermDraft, Organisation, OrganisationChange } from '../domain/organisation.ts'
import { PersonStatus } from '../domain/person.ts'
import { RosterColumn, RosterFilter, RosterSort, RosterView, defaultColumns, mostColumns } from '../domain/rosterView.ts'
import { FilledLine } from '../domain/text.ts'
import { Transfer, TransferDraft } from '../domain/transfer.ts'

const Nothing = z.strictObject({})
const Id = z.strictObject({ id: z.uuid() })
/** As many people as one act may change. */
const Ids = z.array(z.uuid()).min(1).max(20_000)

/** One person in the list; `cells` has the words of each column that was asked for, sensitive ones masked. */
export const RosterRow = z.object({
  id: z.uuid(), name: z.string(), status: PersonStatus.nullable(), note: z.string().describe('of somebody who is not in the branch: since when and why'),
  missing: z.int().describe('how many fields the file lacks'), required: z.int(), streak: AttendanceFigures.shape.streak,
  cells: z.partialRecord(RosterColumn, z.string()),
})
export type RosterRow = z.infer<typeof RosterRow>

export const RosterCounts = z.object({
  full: z.int(), probationary: z.int(), others: z.int(), former: z.int(), withVote: z.int(), incomplete: z.int().describe('members whose file lacks something'),
  averagePartyAge: z.int().nullable(), groups: z.array(z.object({ name: z.string(), members: z.int() })),
})
export type RosterCounts = z.infer<typeof RosterCounts>

const SavedRosterView = RosterView.extend({ id: z.uuid(), name: z.string() })
const TransferList = z.array(Transfer)

/** The list of people, changes of many at once, 组织关系转接, the committee and its groups. */
export const rosterContract = {
  'members.list': {
    answeredBy: 'service',
    input: RosterFilter.extend({
      on: IsoDate.optional().describe('as of this day; today where it is left out'), columns: z.array(RosterColumn).max(mostColumns).default([...defaultColumns]), sort: RosterSort.default({ by: 'roster', descending: false }),
      limit: z.int().min(1).max(500).default(100), offset: z.int().min(0).max(1_000_000).default(0), withIds: z.boolean().default(false).describe('also the ids of all that match, in order'),
    }),
    output: z.object({ on: IsoDate, rows: z.array(RosterRow), total: z.int(), counts: RosterCounts, ids: z.array(z.uuid()).optional() }),
  },
  'views.list': { answeredBy: 'service', input: Nothing, output: z.array(SavedRosterView) },
  'views.save': { answeredBy: 'service', input: z.strictObject({ id: z.uuid().optional(), name: FilledLine(30), view: RosterView }), output: SavedRosterView },
  'views.remove': { answeredBy: 'service', input: Id, output: Nothing },
  'members.bulkPreview': { answeredBy: 'service', input: z.strictObject({ ids: Ids, edit: BulkEdit }), output: z.array(BulkLine) },
  'members.bulkApply': { answeredBy: 'service', input: z.strictObject({ ids: Ids, edit: BulkEdit }), output: z.object({ changed: z.int() }) },
  'members.duplicates': { answeredBy: 'service', input: Nothing, output: z.array(Duplicate) },
  'members.notSame': { answeredBy: 'service', input: z.strictObject({ ids: z.tuple([z.uuid(), z.uuid()]) }), output: Nothing },
  'members.mergePreview': { answeredBy: 'service', input: z.strictObject({ keepId: z.uuid(), goneId: z.uuid() }), output: MergePreview },
  'members.merge': { answeredBy: 'service', input: MergeChoice, output: z.object({ id: z.uuid() }) },
  'transfers.list': { answeredBy: 'service', input: z.strictObject({ personId: z.uuid().optional() }), output: TransferList },
  'transfers.save': { answeredBy: 'service', input: TransferDraft, output: Transfer },
  'transfers.remove': { answeredBy: 'service', input: Id, output: Nothing },
  'transfers.recordMove': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), status: PersonStatus.optional().describe('of who comes in'), group: FilledLine(40).nullable().default(null) }), output: Transfer.describe('the change of the roster that was proposed, made by the officer') },
  'organisation.get': { answeredBy: 'service', input: z.strictObject({ on: IsoDate.optional() }), output: Organisation },
  'organisation.change': { answeredBy: 'service', input: OrganisationChange, output: Organisation },
  'organisation.saveTerm': { answeredBy: 'service', input: CommitteeTermDraft, output: CommitteeTerm },
  'organisation.removeTerm': { answeredBy: 'service', input: Id, output: Nothing },
} as const
