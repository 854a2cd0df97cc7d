import { useEffect, useState } from 'react'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Organisation } from '../../../../shared/domain/organisation.ts'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'

/** The branch as of the day of a change, which may be another than the day that is shown: what somebody holds then is what the change goes out from. */
export function useOrganisationOn(from: IsoDate, given: Organisation): { organisation: Organisation; error: ApiError | null } {
  const [organisation, setOrganisation] = useState(given)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => {
    if (from === organisation.on) return
    let isOld = false
    callApi('organisation.get', { on: from }).then((found) => { if (!isOld) { setOrganisation(found); setError(null) } }, (thrown: unknown) => { if (!isOld) setError(asApiError(thrown)) })
    return () => { isOld = true }
  }, [from, organisation.on])
  return { organisation, error }
}
