import { useRoute } from '../session/index.ts'
import { useRules } from './rulesStore.ts'

/** Opens 达标表 at a year. */
export function showFrequency(year: number): void {
  useRules.setState({ year, table: null })
  useRoute.getState().go({ screen: 'frequency' })
}
