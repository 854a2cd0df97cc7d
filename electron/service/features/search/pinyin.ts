type Readings = readonly (readonly string[])[]
const known = new Map<string, Readings>()

/** How each character of a name may be read, 单 as a surname first: [[shan, dan, chan], …]. Loads its dictionary when it is first asked. */
async function readingsOf(name: string): Promise<Readings> {
  const before = known.get(name)
  if (before) return before
  const { pinyin } = await import('pinyin-pro')
  const asName = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  const readings = [...name].map((character, at) => [...new Set([asName[at] ?? '', ...pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true })].filter((reading) => /^[a-z]+$/.test(reading)))])
  known.set(name, readings)
  return readings
}

/** Whether letters are, from the character at `from` on, beginnings of one syllable after the other: zqm, zhouqm, zhouqiming. */
function fits(letters: string, readings: Readings, from: number): boolean {
  if (letters === '') return true
  return (readings[from] ?? []).some((reading) => {
    for (let length = Math.min(reading.length, letters.length); length > 0; length--) {
      if (reading.startsWith(letters.slice(0, length)) && fits(letters.slice(length), readings, from + 1)) return true
    }
    return false
  })
}

/** At which character of a name its pinyin begins to be what was typed; -1: nowhere. Only small letters can be pinyin. */
export async function pinyinAt(letters: string, name: string): Promise<number> {
  if (!/^[a-z]{1,60}$/.test(letters)) return -1
  const readings = await readingsOf(name)
  return readings.findIndex((_, from) => fits(letters, readings, from))
}
