import { useEffect } from 'react'
import { placesOf, termsOf } from '../../../shared/domain/searchText.ts'
import { useRoute } from '../session/index.ts'
import { goToField, showField } from './fields.ts'

/** Files of a record are read after the record: so long a field is waited for. In milliseconds. */
const patience = 3000
const step = 50

/** Goes to the field that was found elsewhere, once the record stands, and marks the words in it. */
export function useWantedField(meetingId: string, isReady: boolean): void {
  const wanted = useRoute((state) => state.wanted)
  useEffect(() => {
    if (!isReady || wanted?.meetingId !== meetingId) return
    const until = performance.now() + patience
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (!goToField(wanted.field)) {
        if (performance.now() < until) timer = setTimeout(look, step)
        return
      }
      useRoute.setState({ wanted: null })
      const control = document.activeElement
      if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
        const [place] = placesOf(control.value, termsOf(wanted.words))
        if (place && control.type !== 'date') control.setSelectionRange(place[0], place[1])
      }
      showField(wanted.field)
    }
    look()
    return () => clearTimeout(timer)
  }, [meetingId, isReady, wanted])
}
