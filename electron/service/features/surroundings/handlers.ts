import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'

/** What the workspace stands on: the disk, and the clock. */
export const surroundingsHandlers = ({ surroundings }: Pick<Service, 'surroundings'>) => ({
  'surroundings.status': () => surroundings.status(),
  'surroundings.acceptClock': () => {
    surroundings.acceptClock()
    return surroundings.status()
  },
}) satisfies Partial<Handlers>
