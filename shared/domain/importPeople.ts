import type { IsoDate } from './dates.ts'
import { plainName } from './importNames.ts'
import type { MemberFieldValues } from './memberFields.ts'
import type { DatedChange } from './person.ts'
import { standingOn } from './roster.ts'

/** A person as an import finds or makes them. `isNew`: made by a row of this file. */
export interface ImportPerson { id: string; name: string; history: readonly DatedChange[]; fields: MemberFieldValues; isNew?: true }

/** 党内职务 are held by full members, on every day on which something about the person begins. */
export function postsWithoutMembership(history: readonly DatedChange[]): boolean {
  return history.some(({ from }) => {
    const standing = standingOn(history, from)
    return standing.posts.length > 0 && standing.status !== 'fullMember' && !standing.left
  })
}

/** Everybody in the database and everybody that earlier rows made, by what a row knows them by. */
export class ImportRegister {
  readonly #people = new Map<string, ImportPerson>()
  readonly #byIdNumber = new Map<string, string>()
  readonly #byName = new Map<string, string[]>()
  readonly #names = new Set<string>()
  /** By which line somebody was met. */
  readonly metIn = new Map<string, number>()

  constructor(people: Iterable<ImportPerson>) { for (const person of people) this.add(person) }

  add(person: ImportPerson): void {
    this.#people.set(person.id, person)
    this.#names.add(person.name)
    const plain = plainName(person.name)
    const known = this.#byName.get(plain)
    if (known) known.push(person.id)
    else this.#byName.set(plain, [person.id])
    if (person.fields.idNumber !== undefined) this.#byIdNumber.set(person.fields.idNumber, person.id)
  }

  /** What an earlier row makes of somebody is what a later row finds. */
  change(id: string, fields: MemberFieldValues, history: readonly DatedChange[]): void {
    const person = this.#people.get(id)
    if (!person) return
    if (person.fields.idNumber !== undefined && person.fields.idNumber !== fields.idNumber) this.#byIdNumber.delete(person.fields.idNumber)
    if (fields.idNumber !== undefined) this.#byIdNumber.set(fields.idNumber, id)
    this.#people.set(id, { ...person, fields, history })
  }

  get(id: string): ImportPerson | undefined { return this.#people.get(id) }
  isNameTaken(name: string): boolean { return this.#names.has(name) }
  withIdNumber(idNumber: string): ImportPerson | undefined { return this.#people.get(this.#byIdNumber.get(idNumber) ?? '') }
  /** Everybody of a name, whatever their brackets say. */
  named(name: string): ImportPerson[] { return (this.#byName.get(plainName(name)) ?? []).flatMap((id) => this.#people.get(id) ?? []) }
}

/** What a row says of who it is about. */
export interface RowIdentity { name: string; idNumber?: string | undefined; birthOn?: string | undefined; gender?: string | undefined; group?: string | undefined; asOf: IsoDate }
