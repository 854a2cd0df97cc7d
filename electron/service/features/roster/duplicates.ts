import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { listApart, listMarks, mergeId, mergePeople, putApart } from '../../../../db/repositories/mergedPeople.ts'
import { findMeeting } from '../../../../db/repositories/meetings.ts'
import { findPerson, listPeople } from '../../../../db/repositories/people.ts'
import { findFields, listFields } from '../../../../db/repositories/personFields.ts'
import { chineseDate, localDay } from '../../../../shared/domain/dates.ts'
import { findDuplicates, mergedValue, pairKey } from '../../../../shared/domain/duplicates.ts'
import { meetingName } from '../../../../shared/domain/journal.ts'
import { fieldCodes, fieldOf, isFieldCode, type MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import { isOpenForWriting } from '../../../../shared/domain/meetingKinds.ts'
import { changeFieldNames, changeInWords, postNames, statusNames } from '../../../../shared/domain/person.ts'
import { standingOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { fieldText, workOf } from '../../../../shared/domain/rosterView.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { sentenceOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { hasImpossiblePost } from './possible.ts'

const most = 5
const listed = (words: readonly string[]): string => words.slice(0, most).join('、') + (words.length > most ? `等${words.length}次` : '')

/**
 * People entered twice, found and put together. Marks are re-pointed in finalised and archived records too: what was signed stands word for word in
 * the versions of the record, which are never touched, and a record whose mark points to nobody would be worse. Refused is only what would change the
 * count of a signed record: both marked in one that is finalised or archived, where two people would become one.
 */
export function duplicatesHandlers(service: Service) {
  const { vault, clock, newId } = service

  const personOf = (id: string): PersonWithHistory => {
    const person = findPerson(vault.db(), id)
    if (!person) throw new AppError('NOT_FOUND')
    return person
  }
  const factsOf = ({ id, name, history }: PersonWithHistory, values: MemberFieldValues) => {
    const { status, group, posts } = standingOn(history, localDay(clock()))
    const facts = [status === null ? '不在册' : statusNames[status], posts.map((post) => postNames[post]).join('、'), group ?? '', workOf(values), fieldText('birthOn', values.birthOn), fieldText('mobile', values.mobile)]
    return { id, name, facts: facts.filter((fact) => fact !== '').join('，') }
  }

  /** What a merge would do and what is in its way. Reads only. */
  function plan(keepId: string, goneId: string) {
    const db = vault.db()
    const [keep, gone] = [personOf(keepId), personOf(goneId)]
    const [mine, theirs] = [findFields(db, keepId), findFields(db, goneId)]
    const clashes = gone.history.flatMap((change) => {
      const same = keep.history.find(({ field, from }) => field === change.field && from === change.from)
      return same && changeInWords(same) !== changeInWords(change) ? [`${chineseDate(change.from)}${changeFieldNames[change.field]}：${changeInWords(same)}，另一份是${changeInWords(change)}`] : []
    })
    const comingOver = gone.history.filter((change) => !keep.history.some(({ field, from }) => field === change.field && from === change.from))
    const marks = listMarks(db, keepId)
    const theirMarks = [...listMarks(db, goneId).keys()]
    const both = theirMarks.filter((meeting) => marks.has(meeting)).flatMap((meeting) => { const found = findMeeting(db, meeting); return found ? [found] : [] })
    const signed = both.filter(({ state }) => !isOpenForWriting(state)).map((meeting) => `${chineseDate(meeting.heldOn)}${meetingName(meeting)}`)
    const united = [...keep.history, ...comingOver]
    const obstacle = signed.length > 0 ? `两人都在已定稿的记录里签到：${listed(signed)}。合并会改变记录的到会人数，请先更正那次记录，去掉其中一人的签到。`
      : hasImpossiblePost(united) ? `${sentenceOf('POST_NEEDS_MEMBER', { name: keep.name }).happened}请先核对两人的人员类别和任职日期。` : null
    return { keep, gone, mine, theirs, clashes, comingOver, theirMarks, both, obstacle }
  }

  return {
    'members.duplicates': () => {
      const db = vault.db()
      const fields = listFields(db)
      const people = new Map(listPeople(db).map((person) => [person.id, person]))
      const pairs = findDuplicates([...people.values()].map(({ id, name }) => ({ id, name, values: fields.get(id) ?? {} })), listApart(db))
      return pairs.slice(0, 500).flatMap(({ a, b, reasons }) => {
        const [first, second] = [people.get(a), people.get(b)]
        return first && second ? [{ people: [factsOf(first, fields.get(a) ?? {}), factsOf(second, fields.get(b) ?? {})] as [ReturnType<typeof factsOf>, ReturnType<typeof factsOf>], reasons }] : []
      })
    },

    'members.notSame': ({ ids }) => {
      const db = vault.db()
      return db.transaction(() => {
        const [a, b] = ids.map(personOf)
        if (!a || !b || a.id === b.id) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'people.apart', entityId: null, stamp, name: () => `${a.name}和${b.name}`, things: [{ kind: 'apart', id: pairKey(a.id, b.id) }] }, () => putApart(db, ids, stamp))
        noteAct(db, 'people.apart', a.id, stamp)
        return {}
      }).immediate()
    },

    'members.mergePreview': ({ keepId, goneId }) => {
      const { keep, gone, mine, theirs, clashes, comingOver, theirMarks, both, obstacle } = plan(keepId, goneId)
      return {
        keep: factsOf(keep, mine), gone: factsOf(gone, theirs), clashes, changes: comingOver.length, meetings: theirMarks.length, obstacle,
        both: both.map((meeting) => `${chineseDate(meeting.heldOn)}${meetingName(meeting)}`),
        fields: fieldCodes.filter((code) => mine[code] !== theirs[code]).map((code) => ({ code, label: fieldOf[code].label, keep: fieldText(code, mine[code]), gone: fieldText(code, theirs[code]) })),
      }
    },

    'members.merge': ({ keepId, goneId, name: whose, take }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { keep, gone, mine, theirs, obstacle } = plan(keepId, goneId)
        if (obstacle !== null) throw new AppError('MERGE_REFUSED', { params: { reason: obstacle } })
        const unknown = take.find((code) => !isFieldCode(code))
        if (unknown !== undefined) throw new AppError('INVALID_INPUT', { fields: [{ path: 'take', message: '没有这个栏目。' }] })
        const taken = new Set(take)
        const fields = Object.fromEntries(fieldCodes.flatMap((code) => {
          const value = mergedValue(code, mine, theirs, taken)
          return value === undefined ? [] : [[code, value]]
        })) as MemberFieldValues
        const name = whose === 'gone' ? gone.name : keep.name
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'people.merge', entityId: keepId, stamp, name: () => `${gone.name}到${name}`, things: [{ kind: 'merge', id: mergeId(keepId, goneId) }] },
          () => mergePeople(db, { keepId, goneId, name, fields }, stamp))
        noteAct(db, 'people.merge', keepId, stamp)
        return { id: keepId }
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
