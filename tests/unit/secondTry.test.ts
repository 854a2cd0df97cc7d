import { expect, it } from 'vitest'
import { withSecondTry } from '../../electron/main/secondTry.ts'

const limits = [15, 30] as const
const failing = (message: string) => Promise.reject(new Error(message))

it('an act that ends well is not tried again', async () => {
  const given: number[] = []
  expect(await withSecondTry((limit) => { given.push(limit); return Promise.resolve('paper') }, limits)).toBe('paper')
  expect(given).toEqual([15])
})

it('an act that failed is tried once more, with the longer limit', async () => {
  const given: number[] = []
  expect(await withSecondTry((limit) => { given.push(limit); return given.length === 1 ? failing('hung') : Promise.resolve('paper') }, limits)).toBe('paper')
  expect(given).toEqual([15, 30])
})

it('an act that failed twice tells why it failed the second time', async () => {
  const given: number[] = []
  await expect(withSecondTry((limit) => { given.push(limit); return failing(`try ${given.length}`) }, limits)).rejects.toThrow('try 2')
  expect(given).toEqual([15, 30])
})
