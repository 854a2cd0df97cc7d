import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { noticeSourceOf } from '../../../../shared/domain/noticeSources.ts'
import type { NoticeSource } from '../../../../shared/domain/notices.ts'
import { mattersOn } from '../../../../shared/domain/today.ts'
import type { Service } from '../../context.ts'
import { todayFacts } from '../today/handlers.ts'

/** Everything that is still to be done and has a day, without a name or a title of a record. */
export const noticeSources = (service: Service, today: IsoDate): NoticeSource[] =>
  mattersOn(todayFacts(service, today), today).map(noticeSourceOf).filter((source) => source !== null)
