import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { ymdOf, type IsoDate } from '../../../shared/domain/dates.ts'
import type { BusinessLine, DifficultyState, ProjectKind } from '../../../shared/domain/project.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'

export const fusionParts = ['difficulties', 'projects', 'board', 'volunteer'] as const
export type FusionPart = (typeof fusionParts)[number]
export const fusionPartNames: Record<FusionPart, string> = { difficulties: '难点清单', projects: '项目', board: '融合看板', volunteer: '志愿服务' }

export interface DifficultyFilter { state: DifficultyState | ''; line: BusinessLine | ''; text: string }
export interface ProjectFilter { kind: ProjectKind | ''; open: boolean; text: string }
export interface Period { year: number; quarter: number | null }

interface FusionState {
  part: FusionPart
  difficultyFilter: DifficultyFilter
  projectFilter: ProjectFilter
  period: Period
  difficulties: Output<'difficulties.list'> | null
  projects: Output<'projects.list'>['rows'] | null
  board: Output<'projects.board'> | null
  volunteer: Output<'volunteer.list'> | null
  failure: ApiError | null
  /** A difficulty that is to be shown, for those who come from another room; the list takes it once. */
  wanted: string | null
  show(part: FusionPart): void
  filterDifficulties(filter: Partial<DifficultyFilter>): Promise<void>
  filterProjects(filter: Partial<ProjectFilter>): Promise<void>
  showPeriod(period: Period): Promise<void>
  /** Reads anew what the part in sight shows. */
  load(): Promise<void>
}

const quarterOf = (day: IsoDate): number => Math.ceil(ymdOf(day).month / 3)
const two = (n: number): string => String(n).padStart(2, '0')
/** The first and last day of a period. */
export const daysOf = ({ year, quarter }: Period): { from: IsoDate; to: IsoDate } => {
  if (quarter === null) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const last = quarter * 3
  return { from: `${year}-${two(last - 2)}-01`, to: `${year}-${two(last)}-${last === 3 || last === 12 ? 31 : 30}` }
}
/** The day as of which a period is told: its last, or today. */
export const asOf = (period: Period): IsoDate => {
  const { to } = daysOf(period)
  return to < today() ? to : today()
}

/** The room 业务融合: what each part shows and which part is in sight. Filters outlive a visit to a project. */
export const useFusion = create<FusionState>()((set, get) => {
  let turn = 0
  return {
    part: 'difficulties',
    difficultyFilter: { state: '', line: '', text: '' },
    projectFilter: { kind: '', open: true, text: '' },
    period: { year: ymdOf(today()).year, quarter: quarterOf(today()) },
    difficulties: null, projects: null, board: null, volunteer: null, failure: null, wanted: null,
    show: (part) => {
      set({ part, failure: null })
      void get().load()
    },
    filterDifficulties: async (filter) => {
      set({ difficultyFilter: { ...get().difficultyFilter, ...filter } })
      await get().load()
    },
    filterProjects: async (filter) => {
      set({ projectFilter: { ...get().projectFilter, ...filter } })
      await get().load()
    },
    showPeriod: async (period) => {
      set({ period })
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { part, difficultyFilter: d, projectFilter: p, period } = get()
      const put = (found: Partial<FusionState>) => { if (mine === turn) set({ ...found, failure: null }) }
      try {
        switch (part) {
          case 'difficulties': return put({ difficulties: await callApi('difficulties.list', { text: d.text, ...(d.state === '' ? {} : { state: d.state }), ...(d.line === '' ? {} : { line: d.line }) }) })
          case 'projects': return put({ projects: (await callApi('projects.list', { text: p.text, ...(p.kind === '' ? {} : { kind: p.kind }), ...(p.open ? { open: true } : {}) })).rows })
          case 'board': return put({ board: await callApi('projects.board', { on: asOf(period), year: period.year, ...(period.quarter === null ? {} : { quarter: period.quarter }) }) })
          case 'volunteer': return put({ volunteer: await callApi('volunteer.list', daysOf(period)) })
        }
      } catch (thrown) {
        if (mine === turn) set({ failure: asApiError(thrown) })
      }
    },
  }
})

/** Runs one act of the officer, tells of it above, reads anew what is in sight and offers 撤销. Throws ApiError. */
export const act = <T>(run: () => Promise<T>, showAgain: () => Promise<void> = useFusion.getState().load): Promise<T> => actAndRead(run, showAgain)

/** One difficulty beside its list, for those who come from another room. */
export const openDifficulty = (id: string): void => useFusion.setState({ part: 'difficulties', difficultyFilter: { state: '', line: '', text: '' }, wanted: id })
