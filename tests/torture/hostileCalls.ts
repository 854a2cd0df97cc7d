// What a hostile page would send: from the schemas of the contract, half of it with something wrong in one place.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { contract, type Channel } from '../../shared/contract/index.ts'
import { pngOf } from '../fixtures/files.ts'
import { plainPhoto } from '../fixtures/photos.ts'

interface Schema { type?: string; const?: unknown; enum?: unknown[]; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; additionalProperties?: Schema | boolean
  items?: Schema; minItems?: number; maxItems?: number; minimum?: number; maximum?: number; minLength?: number; maxLength?: number; format?: string; pattern?: string }

/** What the page has seen go by, and would use. */
export interface Loot { ids: string[]; backups: string[]; tokens: string[]; passwords: string[]; codes: string[] }
/** An input as JSON; what JSON does not know is an object with the one key `$`, made real by `revive`. */
export interface HostileCall { channel: string; input: unknown }

/** Numbers from 0 to 1 that are the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const schemas = Object.fromEntries(Object.entries(contract).map(([channel, { input }]) => [channel, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema]))
const files = [pngOf(), plainPhoto({ width: 16, height: 16 }), readFileSync(join(resolve(import.meta.dirname, '../..'), 'build/templates/record-official.docx')), Buffer.from('PK\u0003\u0004 no zip'), Buffer.from('%PDF-1.7 no pdf'), Buffer.from('MZ program')].map((bytes) => bytes.toString('base64'))
const words = ['第二支部委员会', '周启明', '三楼会议室', '同意。', '14:30', '9月30日前', '林静怡、吴国栋', '研究“三会一课”安排', '周启明\t正式党员\t书记\n林静怡\t正式党员', '会议名称：支委会\n时间：2026年9月8日14:30\n地点：三楼', '100%', '😀𠮷', '']
const oddWords = ['../../../../etc/passwd', '..\\..\\windows\\system32', '/etc/shadow', 'C:\\Windows\\win.ini', 'file:///etc/passwd', "'; DROP TABLE meeting; --", '" OR 1=1 --', '%', '_', '\u0000', '\u0000\u0001\u001b[2J', '\ud800', '\udfff\ud800', '\u202e\u2066evil', '\u200b\ufeff', '{{7*7}}', '{#agenda}{/agenda}', '%s%n%x', '<script>alert(1)</script>', '__proto__', 'constructor', '\uffff\ufffe', '-1', 'NaN', '1e999', '９'.repeat(50), 'é'.normalize('NFD').repeat(90), '00000000-0000-0000-0000-000000000000', '2026-02-30', '2026-13-01', '9999-99-99T99-99-99Z-manual']
const oddValues: unknown[] = [null, true, 0, -0, -1, 1.5, 9007199254740994, 1e308, [], {}, [[]], { $: 'nan' }, { $: 'infinite' }, { $: 'undefined' }, { $: 'bigint' }, { $: 'date' }, { $: 'map' }, { $: 'bytes' }, { $: 'error' }, { $: 'circle' }, { $: 'prototype' }, { $: 'holes' }, { $: 'deep', depth: 400 }, { $: 'deep', depth: 20_000 }, { $: 'long', length: 100_001 }, { $: 'long', length: 1_000_000 }]
/** Of what is slow, or ends the page itself, less is sent. */
const rare = /^(backup|keys)\.|^workspace\.(create|recover|unlock|renew)|preview|exportMany/

export class Hostile {
  readonly #next: () => number
  readonly loot: Loot
  readonly #channels: readonly string[]

  constructor(seed: number, loot: Loot, channels: readonly string[]) {
    this.#next = chance(seed)
    this.loot = loot
    this.#channels = channels
  }

  #below(n: number): number { return Math.floor(this.#next() * n) }
  #one<V>(list: readonly V[]): V | undefined { return list[this.#below(list.length)] }
  #often(part: number): boolean { return this.#next() < part }

  call(): HostileCall {
    if (this.#often(0.02)) return { channel: this.#one(oddWords) ?? '', input: this.#one(oddValues) }
    let channel = this.#one(this.#channels) ?? ''
    if (rare.test(channel) && this.#often(0.93)) channel = this.#one(this.#channels) ?? ''
    if (this.#often(0.08)) return { channel, input: this.#one(oddValues) }
    const input = this.#valueOf(schemas[channel as Channel] ?? {}, '', 0)
    return { channel, input: this.#often(0.5) ? this.#spoil(input) : input }
  }

  /** Keeps what an answer gives away. */
  take(value: unknown): void {
    JSON.stringify(value, (key, inner: unknown) => {
      if (typeof inner !== 'string') return inner
      if (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(inner)) this.#keep(this.loot.ids, inner)
      else if (/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-/.test(inner)) this.#keep(this.loot.backups, inner)
      else if (key.endsWith('Token')) this.#keep(this.loot.tokens, inner)
      else if (key === 'recoveryCode') this.#keep(this.loot.codes, inner)
      return inner
    })
  }

  #keep(list: string[], value: string): void {
    if (list.includes(value)) return
    if (list.length < 300) list.push(value)
    else list[this.#below(list.length)] = value
  }

  #valueOf(schema: Schema | boolean, name: string, depth: number): unknown {
    // true and false are schemas too: anything, and nothing (of a tuple, what may follow its places).
    if (depth > 12 || typeof schema === 'boolean') return null
    if ('const' in schema) return schema.const
    if (schema.enum) return this.#one(schema.enum)
    const ways = schema.anyOf ?? schema.oneOf
    if (ways) return this.#valueOf(this.#one(ways) ?? {}, name, depth + 1)
    switch (schema.type) {
      case 'object': return this.#objectOf(schema, depth)
      case 'array': return this.#listOf(schema, name, depth)
      case 'string': return this.#textOf(schema, name)
      case 'integer': case 'number': return this.#numberOf(schema)
      case 'boolean': return this.#often(0.5)
      case 'null': return null
      default: return this.#one(words)
    }
  }

  #objectOf({ properties = {}, required = [], additionalProperties }: Schema, depth: number): Record<string, unknown> {
    const whole: Record<string, unknown> = {}
    for (const [name, inner] of Object.entries(properties)) if (this.#often(required.includes(name) ? 0.99 : 0.5)) whole[name] = this.#valueOf(inner, name, depth + 1)
    if (typeof additionalProperties === 'object') for (let n = this.#below(3); n > 0; n--) whole[this.#one([...words, ...oddWords]) ?? 'x'] = this.#valueOf(additionalProperties, '', depth + 1)
    return whole
  }

  #listOf({ items = {}, minItems = 0, maxItems = 5 }: Schema, name: string, depth: number): unknown[] {
    const length = this.#often(0.02) ? Math.min(maxItems + 1, 600) : minItems + this.#below(Math.min(maxItems - minItems, 3) + 1)
    return Array.from({ length }, () => this.#valueOf(items, name, depth + 1))
  }

  #textOf({ format, pattern = '', allOf = [], minLength = 0, maxLength = 200 }: Schema, name: string): string {
    const { ids, backups, tokens, passwords, codes } = this.loot
    if (/Tokens?$/.test(name)) return this.#one(this.#often(0.8) ? tokens : ids) ?? ''
    if (/[pP]assword$/.test(name)) return name === 'newPassword' ? `新的口令${this.#below(1000)}` : this.#one(this.#often(0.7) ? passwords : words) ?? ''
    if (name === 'recoveryCode') return this.#one(this.#often(0.5) ? codes : words) ?? ''
    if (/[bB]ase64$|^pages$/.test(name)) return this.#one(files) ?? ''
    if (format === 'uuid') return this.#one(ids) ?? '00000000-0000-0000-0000-000000000000'
    if (pattern.includes('manual')) return this.#one(backups) ?? '2026-01-01T00-00-00Z-manual'
    if (pattern.includes('(0[1-9]|1[0-2])$')) return `2026-${String(1 + this.#below(12)).padStart(2, '0')}`
    if (pattern !== '' || allOf.length > 0) return `${1900 + this.#below(301)}-${String(1 + this.#below(12)).padStart(2, '0')}-${String(1 + this.#below(28)).padStart(2, '0')}`
    const text = this.#one(this.#often(0.75) ? words : oddWords) ?? ''
    return (text.length < minLength ? text.padEnd(minLength, '字') : text).slice(0, maxLength)
  }

  #numberOf({ type, minimum = -1e6, maximum = 1e6 }: Schema): number {
    if (this.#often(0.2)) return this.#one([minimum, maximum, 0, 1]) ?? 0
    const value = minimum + this.#next() * (Math.min(maximum, minimum + 100) - minimum)
    return type === 'integer' ? Math.round(value) : value
  }

  /** Something that is not meant, in one place of a value. */
  #spoil(value: unknown): unknown {
    if (this.#often(0.3) || typeof value !== 'object' || value === null) return this.#one(this.#often(0.5) ? oddWords : oddValues)
    if (Array.isArray(value)) {
      const at = this.#below(value.length)
      return value.length === 0 ? [this.#one(oddValues)] : value.map((inner: unknown, n) => (n === at ? this.#spoil(inner) : inner))
    }
    const names = Object.keys(value)
    const name = this.#often(0.1) || names.length === 0 ? this.#one(oddWords) ?? 'x' : this.#one(names) ?? 'x'
    // Not by assignment: the name may be __proto__.
    return Object.fromEntries([...Object.entries(value).filter(([each]) => each !== name), [name, this.#spoil(Reflect.get(value, name))]])
  }
}

/** The value that a recipe means. Sent into the page as its own source: uses nothing from outside its braces. */
export function revive(recipe: unknown): unknown {
  if (typeof recipe !== 'object' || recipe === null) return recipe
  if (Array.isArray(recipe)) return recipe.map(revive)
  const { $: kind, depth = 0, length = 0 } = recipe as { $?: string; depth?: number; length?: number }
  switch (kind) {
    case 'nan': return NaN
    case 'infinite': return Infinity
    case 'undefined': return undefined
    case 'bigint': return 10n ** 30n
    case 'date': return new Date(8.64e15 + 1)
    case 'map': return new Map<unknown, unknown>([['id', new Set([1])], [new Map(), new Date()]])
    case 'bytes': return new Uint8Array(100_000)
    case 'error': return new Error('x')
    case 'prototype': return JSON.parse('{"__proto__":{"admin":true,"limit":1},"constructor":{"prototype":{"admin":true}},"toString":1,"then":1}')
    case 'holes': { const list: unknown[] = []; list[1000] = 1; return list }
    case 'long': return '会'.repeat(length)
    case 'circle': { const circle: Record<string, unknown> = { id: 'x' }; circle['agenda'] = [circle]; return circle }
    case 'deep': { let value: unknown = 'x'; for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { id: value }; return value }
    default: return Object.fromEntries(Object.entries(recipe).map(([name, inner]) => [name, revive(inner)]))
  }
}
