import { Fragment } from 'react'
import { placesOf } from '../../../shared/domain/searchText.ts'

/** A text with the words that were looked for marked in it. */
export function Highlighted({ text, terms }: { text: string; terms: readonly string[] }) {
  const places = placesOf(text, terms)
  return <>{places.map(([from, to], index) => <Fragment key={from}>{text.slice(places[index - 1]?.[1] ?? 0, from)}<mark>{text.slice(from, to)}</mark></Fragment>)}{text.slice(places.at(-1)?.[1] ?? 0)}</>
}
