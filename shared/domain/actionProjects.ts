import type { Stretch } from './lineSource.ts'

/** A project an item can be tied to. */
export interface KnownProject { id: string; name: string }
/** A project that words point to. `id` null: no project of that name is known. `sure` false: only a part of its name was said. */
export interface ProjectLink { id: string | null; name: string; sure: boolean }
export interface SaidProject extends ProjectLink, Stretch { note: string }

const plain = (name: string): string => name.replace(/[\s“”"]/g, '')

/** The project that a name or a part of it means: its whole name, else the only one whose name holds it. */
export function projectNamed(words: string, projects: readonly KnownProject[]): ProjectLink | null {
  const said = plain(words)
  if (said === '') return null
  const whole = projects.find(({ name }) => plain(name) === said)
  if (whole) return { id: whole.id, name: whole.name, sure: true }
  const holding = said.length < 2 ? [] : projects.filter(({ name }) => plain(name).includes(said) || said.includes(plain(name)))
  const [only] = holding
  return holding.length === 1 && only ? { id: only.id, name: only.name, sure: false } : null
}

const shortestPart = 2
const longestHead = 4
/** The beginnings of a project's name that no other one has: 城西, 走访. */
function headsOf(project: KnownProject, projects: readonly KnownProject[]): string[] {
  const name = plain(project.name)
  const others = projects.filter((other) => other !== project).map((other) => plain(other.name))
  return Array.from({ length: Math.max(0, Math.min(longestHead, name.length) - shortestPart + 1) }, (_, i) => name.slice(0, longestHead - i)).filter((head) => head.length >= shortestPart && !others.some((other) => other.includes(head)))
}

/** Projects that a text names without a mark: by the whole name, by one in quotes, or by a distinctive part, which is never sure. */
export function projectsIn(text: string, projects: readonly KnownProject[]): SaidProject[] {
  const found: SaidProject[] = []
  const free = (from: number, to: number) => !found.some((one) => from < one.to && to > one.from)
  for (const { index, 0: whole, 1: words = '' } of text.matchAll(/“([^“”]{2,60})”/gu)) {
    const link = projectNamed(words, projects)
    const led = /^（[^（）]{2,30}(?:牵头|负责)）/.test(text.slice(index + whole.length))
    if (link) found.push({ ...link, from: index, to: index + whole.length, note: link.sure ? '' : '只说了名称的一部分' })
    else if (led || /(?:项目|课题)[：]?$/.test(text.slice(0, index)) || /^(?:攻关)?(?:项目|课题)/.test(text.slice(index + whole.length))) found.push({ id: null, name: words, sure: true, from: index, to: index + whole.length, note: '项目清单里还没有' })
  }
  for (const { id, name } of [...projects].sort((a, b) => b.name.length - a.name.length)) {
    if (name.length < shortestPart) continue
    const at = text.indexOf(name)
    if (at >= 0 && free(at, at + name.length)) found.push({ id, name, sure: true, from: at, to: at + name.length, note: '' })
  }
  for (const project of projects) {
    if (found.some(({ id }) => id === project.id)) continue
    const head = headsOf(project, projects).find((part) => text.includes(part))
    if (head === undefined) continue
    const from = text.indexOf(head)
    if (free(from, from + head.length)) found.push({ id: project.id, name: project.name, sure: false, from, to: from + head.length, note: '只说了名称的一部分' })
  }
  return found.sort((a, b) => a.from - b.from)
}
