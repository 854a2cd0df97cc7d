import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { ProjectFull } from '../../../shared/domain/project.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act } from './fusionStore.ts'

interface ProjectState {
  id: string | null
  project: ProjectFull | null
  indicators: Output<'projects.indicators'> | null
  actions: Output<'actions.list'>['rows']
  failure: ApiError | null
  open(id: string): Promise<void>
  load(): Promise<void>
}

const mostActions = 200

/** The project in sight with its figures and what the branch did for it. */
export const useProject = create<ProjectState>()((set, get) => ({
  id: null, project: null, indicators: null, actions: [], failure: null,
  open: async (id) => {
    if (get().id !== id) set({ id, project: null, indicators: null, actions: [], failure: null })
    await get().load()
  },
  load: async () => {
    const { id } = get()
    if (id === null) return
    try {
      const [project, indicators, { rows }] = await Promise.all([callApi('projects.get', { id }), callApi('projects.indicators', { projectId: id, on: today() }), callApi('actions.list', { filter: 'all', project: id, limit: mostActions })])
      if (get().id === id) set({ project, indicators, actions: rows, failure: null })
    } catch (thrown) {
      if (get().id === id) set({ project: null, failure: asApiError(thrown) })
    }
  },
}))

/** An act on the project in sight; afterwards it is read anew. */
export const actOnProject = <T>(run: () => Promise<T>): Promise<T> => act(run, useProject.getState().load)
