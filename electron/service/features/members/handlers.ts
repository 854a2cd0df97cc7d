import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { deleteChange, findChange, findPersonByName, insertPerson, listPeople, putChange, removePerson, renamePerson } from '../../../../db/repositories/people.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { parsePeopleLines } from '../../../../shared/domain/peopleLines.ts'
import { changeInWords, type DatedChange } from '../../../../shared/domain/person.ts'
import { rosterOn } from '../../../../shared/domain/roster.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { memberFileOf } from '../memberFile/gather.ts'
import { refuseImpossible } from './standing.ts'

/** People and what holds for them from which day. */
export function membersHandlers(service: Service) {
  const { vault, newId } = service

  const fileOf = (personId: string) => memberFileOf(service, personId)

  /** One act on one person, as the journal tells it. */
  const record = <R>(act: 'person.change' | 'person.removeChange' | 'person.rename' | 'person.remove', personId: string, name: string, change: () => R): R =>
    recordOperation(vault.db(), { id: newId(), act, entityId: personId, stamp: stampOf(service), name: () => name, things: [{ kind: 'person', id: personId }] }, change)

  return {
    'members.addMany': ({ lines }) => {
      const db = vault.db()
      const { people, problems } = parsePeopleLines(lines, vault.info().since)
      if (problems.length > 0 || people.length === 0) {
        throw new AppError('PEOPLE_LINES', {
          params: { count: String(Math.max(1, problems.length)) },
          fields: people.length === 0 && problems.length === 0 ? [{ path: 'lines', message: '没有读到人员，请粘贴含姓名和人员类别的行。' }] : problems.map((p) => ({ path: `lines.${p.line}`, message: p.message })),
        })
      }
      return db.transaction(() => {
        const stamp = stampOf(service)
        const changed = new Map<string, string>()
        let added = 0
        let changes = 0
        recordOperation(db, { id: newId(), act: 'people.add', entityId: null, stamp, name: () => [...changed.values()].join('、').slice(0, 60), count: () => changed.size }, (touch) => {
          for (const { name, from, status, posts, group } of people) {
            let person = findPersonByName(db, name)
            const isNew = person === undefined
            person ??= { id: newId(), name }
            const { id } = person
            touch({ kind: 'person', id })
            if (isNew) {
              insertPerson(db, { ...person, at: stamp.at })
              added++
            }
            const dated = () => ({ id: newId(), personId: id, from })
            const facts: DatedChange[] = [{ ...dated(), field: 'status', value: status }, { ...dated(), field: 'posts', value: posts }, { ...dated(), field: 'group', value: group }]
            for (const fact of facts) {
              if (!putChange(db, fact, stamp.at)) continue
              changed.set(id, name)
              changes++
            }
          }
        })
        for (const name of new Set(people.map((person) => person.name))) refuseImpossible(db, findPersonByName(db, name)?.id ?? '')
        if (changes > 0) noteAct(db, 'people.add', null, stamp)
        return { added, lines: people.length, changes }
      }).immediate()
    },

    'members.rosterOn': ({ date }) => rosterOn(listPeople(vault.db()), date),

    'members.former': ({ date }) => {
      const people = listPeople(vault.db())
      const here = new Set(rosterOn(people, date).map((entry) => entry.id))
      return people.filter((person) => !here.has(person.id)).map((person) => {
        const left = person.history.filter((c) => c.field === 'left' && c.value !== null && c.from <= date).at(-1)
        const begins = person.history.map((c) => c.from).sort()[0]
        return { id: person.id, name: person.name, note: left ? `${chineseDate(left.from)}${changeInWords(left)}` : begins === undefined ? '' : `${chineseDate(begins)}起在册` }
      })
    },

    'members.recordChange': ({ personId, from, change }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name } = fileOf(personId)
        const stamp = stampOf(service)
        const isNew = record('person.change', personId, name, () => putChange(db, { ...change, id: newId(), personId, from }, stamp.at))
        if (isNew) noteAct(db, 'person.change', personId, stamp)
        refuseImpossible(db, personId)
        return fileOf(personId)
      }).immediate()
    },

    'members.removeChange': ({ changeId }) => {
      const db = vault.db()
      return db.transaction(() => {
        const change = findChange(db, changeId)
        if (!change) throw new AppError('NOT_FOUND')
        record('person.removeChange', change.personId, fileOf(change.personId).name, () => deleteChange(db, changeId))
        refuseImpossible(db, change.personId)
        noteAct(db, 'person.removeChange', change.personId, stampOf(service))
        return fileOf(change.personId)
      }).immediate()
    },

    'members.rename': ({ personId, name: typed }) => {
      const db = vault.db()
      const name = normaliseName(typed)
      return db.transaction(() => {
        const before = fileOf(personId)
        const same = findPersonByName(db, name)
        if (same && same.id !== personId) throw new AppError('PERSON_EXISTS', { params: { name } })
        record('person.rename', personId, `${before.name}改为${name}`, () => renamePerson(db, personId, name))
        noteAct(db, 'person.rename', personId, stampOf(service))
        return fileOf(personId)
      }).immediate()
    },

    'members.remove': ({ personId }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { name, inRecords } = fileOf(personId)
        if (inRecords) throw new AppError('PERSON_IN_RECORDS', { params: { name } })
        const stamp = stampOf(service)
        record('person.remove', personId, name, () => removePerson(db, personId, stamp))
        noteAct(db, 'person.remove', personId, stamp)
        return {}
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
