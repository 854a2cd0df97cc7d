import type { Db } from '../../../../db/connection.ts'
import type { FirstLook } from '../../../../db/search/findRecords.ts'
import type { SearchHit, SearchKind, SearchOrder } from '../../../../shared/domain/search.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { findFiles } from './files.ts'
import { findMeetings } from './meetings.ts'
import { findPeople } from './people.ts'
import { findAllItems, findDifficulties, findProjects, findRules, findTalents } from './rooms.ts'

/** What is looked for. `terms`: folded, at least one. `most`: so many hits are drawn. `look`: quick where other kinds are looked for as well. `first`: one reading of the index for all of them. */
export interface Wanted { terms: readonly string[]; order: SearchOrder; today: IsoDate; most: number; look: 'quick' | 'deep'; first: FirstLook }
/** `more`: there are others besides those that were counted. */
export interface Found { hits: SearchHit[]; count: number; more: boolean }

/** Where something can be found: reads, and never what is masked. */
export interface SearchProvider { kind: SearchKind; find(db: Db, wanted: Wanted): Found | Promise<Found> }

/** Another room that can be searched adds its kind to shared/domain/search.ts and a line here. */
export const providers: readonly SearchProvider[] = [
  { kind: 'person', find: findPeople },
  { kind: 'meeting', find: findMeetings },
  { kind: 'item', find: findAllItems },
  { kind: 'difficulty', find: findDifficulties },
  { kind: 'project', find: findProjects },
  { kind: 'talent', find: findTalents },
  { kind: 'rule', find: findRules },
  { kind: 'file', find: findFiles },
]
