/** For the moment before the first screen is known. */
export function Opening() {
  return <main className="gate"><p className="gate-brand" role="status">支部工作台 <span className="mut">正在打开…</span></p></main>
}
