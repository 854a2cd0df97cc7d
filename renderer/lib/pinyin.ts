/** The first letters of a name's syllables, 吴国栋 → wgd; empty until the dictionary is there. */
let firstLetters: (name: string) => string = () => ''

/** Loads the dictionary. It is large, so the first screens do without; names are found by their characters meanwhile. */
export async function loadPinyin(): Promise<void> {
  const { pinyin } = await import('pinyin-pro')
  firstLetters = (name) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' }).join('').toLowerCase()
}

/** Whether what was typed means this name: part of it, or the first letters of its pinyin. */
export function meansName(typed: string, name: string): boolean {
  if (typed === '') return true
  return /^[a-z]+$/i.test(typed) ? firstLetters(name).startsWith(typed.toLowerCase()) : name.includes(typed)
}
