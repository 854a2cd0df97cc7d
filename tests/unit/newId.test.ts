import { expect, it } from 'vitest'
import { version } from 'uuid'
import { newId } from '../../electron/service/newId.ts'

it('ids are UUID v7, none twice, each above the one before it, also within a millisecond and past the pool of random bytes', () => {
  const ids = Array.from({ length: 5000 }, () => newId())
  expect(ids.filter((id) => version(id) !== 7)).toEqual([])
  expect(new Set(ids).size).toBe(5000)
  expect(ids.toSorted()).toEqual(ids)
  // What follows the moment and the counter is random: of 62 bits none is the same in all.
  const random = ids.map((id) => id.slice(-11))
  expect(new Set(random).size).toBe(5000)
})
