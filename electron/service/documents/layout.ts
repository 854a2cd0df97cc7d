import { chineseNumeral } from '../../../shared/domain/text.ts'
import type { Fact, NoticePaper } from './paper.ts'

/** Signers two to a line; the second of a line may be empty. */
export const pairsOf = (signers: readonly string[]): [left: string, right: string][] =>
  signers.flatMap((signer, index): [string, string][] => (index % 2 === 0 ? [[signer, signers[index + 1] ?? '']] : []))

/** 主持人签字：　　　　　　记录人签字：, two to a line, with room to write between them. */
export const signingText = (signers: readonly string[]): string =>
  pairsOf(signers).map(([left, right]) => `${left}：${right === '' ? '' : `${'　'.repeat(6)}${right}：`}`).join('\n')

/** The headings of a notice in running text, numbered through: 一、时间, …, 五、议题, 六、要求. `agenda` null: it has no items. */
export function numberedNotice({ facts, agenda }: NoticePaper): { facts: Fact[]; agenda: string | null; requirements: string } {
  const numbered = (label: string, n: number) => `${chineseNumeral(n)}、${label}`
  const next = facts.length + 1
  return {
    facts: facts.map(({ label, text }, index) => ({ label: numbered(label, index + 1), text })),
    agenda: agenda.length === 0 ? null : numbered('议题', next),
    requirements: numbered('要求', agenda.length === 0 ? next : next + 1),
  }
}
