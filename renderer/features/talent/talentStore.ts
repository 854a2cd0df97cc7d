import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { TalentState } from '../../../shared/domain/talent.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'
import { useRoute } from '../session/index.ts'

export const talentParts = ['ages', 'proposal', 'pool'] as const
export type TalentPart = (typeof talentParts)[number]
export type Told = Output<'talent.list'>
export type Row = Told['entries'][number]
export type Proposal = Output<'talent.propose'>
export type Candidate = Proposal['candidates'][number]
export type Entry = Output<'talent.save'>

/** How a state is coloured. */
export const stateTags: Record<TalentState, string> = { training: 'amber', converted: 'green', left: '' }

/** What the officer has ticked of the proposal, by person. */
export type Choices = ReadonlyMap<string, 'listed' | 'declined'>

interface TalentStore {
  year: number
  part: TalentPart
  told: Told | null
  proposal: Proposal | null
  failure: ApiError | null
  /** Which entry of the pool stands beside the table. */
  entryId: string | null
  /** Kept while the officer looks elsewhere. */
  choices: Choices
  decide(personId: string, outcome: 'listed' | 'declined' | null): void
  clearChoices(): void
  show(part: TalentPart): void
  choose(entryId: string | null): void
  turn(year: number): Promise<void>
  /** Reads anew what is in sight. */
  load(): Promise<void>
}

/** 双培养 of a year. */
export const useTalent = create<TalentStore>()((set, get) => {
  let turn = 0
  return {
    year: Number(today().slice(0, 4)),
    part: 'ages',
    told: null, proposal: null, failure: null, entryId: null, choices: new Map(),
    decide: (personId, outcome) => {
      const choices = new Map(get().choices)
      if (outcome === null) choices.delete(personId)
      else choices.set(personId, outcome)
      set({ choices })
    },
    clearChoices: () => set({ choices: new Map() }),
    show: (part) => set({ part }),
    choose: (entryId) => set({ entryId }),
    turn: async (year) => {
      set({ year, told: null, proposal: null, failure: null, choices: new Map(), entryId: null })
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { year } = get()
      try {
        const [told, proposal] = await Promise.all([callApi('talent.list', { year }), callApi('talent.propose', { year })])
        if (mine !== turn) return
        const open = new Set(proposal.candidates.map(({ personId }) => personId))
        const { entryId, choices } = get()
        set({ told, proposal, failure: null, entryId: told.entries.some(({ id }) => id === entryId) ? entryId : null, choices: new Map([...choices].filter(([personId]) => open.has(personId))) })
      } catch (thrown) {
        if (mine === turn) set({ failure: asApiError(thrown) })
      }
    },
  }
})

/** Runs one act of the officer, tells of it above, reads the year anew and offers 撤销. Throws ApiError. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, useTalent.getState().load)

/** Opens 双培养 at a part, or at an entry of the pool in a year. */
export function showTalent(to: { part: TalentPart } | { entryId: string; year: number }): void {
  const year = 'year' in to ? to.year : Number(today().slice(0, 4))
  useTalent.setState({ year, part: 'part' in to ? to.part : 'pool', told: null, proposal: null, entryId: 'entryId' in to ? to.entryId : null, choices: new Map() })
  useRoute.getState().go({ screen: 'talent' })
  // Where the page stands already, nothing else would read what is shown now.
  void useTalent.getState().load()
}
