import { outcomeNames, importValueInWords } from '../../../shared/domain/importWords.ts'
import type { ImportTarget } from '../../../shared/domain/importTargets.ts'
import { masked } from '../../../shared/domain/mask.ts'
import { fieldOf, isFieldCode } from '../../../shared/domain/memberFields.ts'
import type { ImportColumn, ImportRow } from './importStore.ts'

/** What becomes of a row, in a word and a colour. */
export function outcomeOf({ outcome, leftOut }: Pick<ImportRow, 'outcome' | 'leftOut'>): { words: string; tone: string } {
  if (leftOut) return { words: '不导入', tone: '' }
  switch (outcome) {
    case 'create': case 'update': return { words: outcomeNames[outcome], tone: 'green' }
    case 'ask': return { words: outcomeNames.ask, tone: 'amber' }
    case 'refuse': return { words: outcomeNames.refuse, tone: 'red' }
    case 'ignore': return { words: outcomeNames.ignore, tone: '' }
  }
}

/** A value in words, masked where it is sensitive and not asked for. */
export function valueWords(target: ImportTarget, value: string | null, shown: boolean): string {
  const masking = isFieldCode(target) ? fieldOf[target].masking : undefined
  return masking === undefined || shown || value === null ? importValueInWords(target, value) : masked(value.replace(/\s/g, ''), masking)
}

/** Where the value of a column went: a 技能等级 under 职称, a fixed line under 联系电话. */
const siblings: Partial<Record<ImportTarget, ImportTarget>> = { title: 'skillLevel', skillLevel: 'title', mobile: 'phone' }

export interface CellWords { text: string; state: '' | 'changed' | 'refuse' | 'warn' | 'left-out'; reason: string }

/** One cell as it would become, with its colour, and the reason for it in words. */
export function cellWords(row: ImportRow, { column, target }: ImportColumn, shown: boolean, columns: readonly ImportColumn[]): CellWords {
  const raw = row.cells[column] ?? ''
  if (target === 'ignore') return { text: raw, state: 'left-out', reason: '' }
  const findings = row.findings.filter(({ cell, level }) => cell === column && level !== 'note')
  const reason = findings.map(({ message }) => message).join('')
  const refused = findings.some(({ level }) => level === 'refuse')
  const sibling = siblings[target]
  const change = row.changes.find((each) => each.target === target) ?? (sibling !== undefined && !columns.some((each) => each.target === sibling) ? row.changes.find((each) => each.target === sibling) : undefined)
  // What is refused is shown as it stands, a number hidden like any other: mended, the cell holds it whole.
  const text = refused ? maskedRaw(target, raw, shown) : target === 'name' ? row.name : change ? valueWords(change.target, change.after, shown) : raw === '' ? '' : maskedRaw(target, raw, shown)
  if (refused) return { text, state: 'refuse', reason }
  if (findings.length > 0 || row.contradictions.some((each) => each.target === target)) return { text, state: 'warn', reason: reason || '与档案里不一样，待定。' }
  if (change && row.outcome === 'update') return { text, state: 'changed', reason: `原来：${valueWords(change.target, change.before, shown)}` }
  return { text, state: '', reason: '' }
}

function maskedRaw(target: ImportTarget, raw: string, shown: boolean): string {
  const masking = isFieldCode(target) ? fieldOf[target].masking : undefined
  return masking === undefined || shown ? raw : masked(raw.replace(/\s/g, ''), masking)
}

const widths: Partial<Record<ImportTarget, number>> = { name: 104, gender: 76, ethnicity: 84, idNumber: 184, status: 104, posts: 124, department: 176, mobile: 124, address: 180, note: 150, familyMembers: 180, ignore: 96 }
/** In pixels. */
export const widthOf = (target: ImportTarget): number => widths[target] ?? 112
