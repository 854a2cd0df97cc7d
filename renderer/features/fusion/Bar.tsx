/** How far a project has come, from its start to its target; a value that went the wrong way fills nothing. */
export function Bar({ attainment }: { attainment: string | null }) {
  const part = attainment === null ? 0 : Math.max(0, Math.min(100, Number(attainment)))
  return <svg className="attained" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" rx="0" className="whole" /><rect width={part} height="6" className="part" /></svg>
}
