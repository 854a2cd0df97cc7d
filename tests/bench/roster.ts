import { v7 as newId } from 'uuid'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, now, openBenchWorkspace } from './workspace.ts'

const people = 10_000
const meetings = 60
const pageSize = 100
const rounds = 9
export const rosterNames = [`名册一页${pageSize}行（${people}人）`, `名册按拼音首字母筛选（${people}人）`, `名册按姓名排列后第50页（${people}人）`] as const

/** Names of two and three characters, a file for each: as a very large unit would have them. */
async function fill(folder: string): Promise<void> {
  const [families, given] = [[...'赵钱孙李周吴郑王冯陈单曾仇解任'], [...'启明静怡伟晓东刚敏国栋浩然雅文志远桂芳丽娟永康子涵思雨薇建军小红']]
  await inDatabase(folder, (db) => db.transaction(() => {
    const person = db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)')
    const change = db.prepare('INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, ?, ?, ?, ?)')
    const file = db.prepare('INSERT INTO person_file (person_id, gender, birth_on, mobile, joined_on, full_on, department, job) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    for (let n = 0; n < people; n++) {
      const id = newId()
      person.run(id, `${families[n % families.length] ?? ''}${given[n % given.length] ?? ''}${given[Math.floor(n / given.length) % given.length] ?? ''}（${n}）`, now)
      for (const [field, value] of [['status', 'fullMember'], ['group', `第${n % 90 + 10}党小组`]] as const) change.run(newId(), id, field, '2010-01-01', value, now)
      file.run(id, '1', `19${60 + n % 40}-0${1 + n % 9}`, `139${String(n).padStart(8, '0')}`, `20${String(n % 20).padStart(2, '0')}-06-20`, `20${String(1 + n % 20).padStart(2, '0')}-06-20`, `第${n % 40}部门`, '客户经理')
    }
  })())
}

/** A page of the roster, a filter and a far page of another order, beside bare SQL for as many names. */
export async function rosterPages(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(meetings)
  try {
    await fill(workspace.folder)
    const { ask } = workspace
    const asks = [() => ask('members.list', { limit: pageSize }), () => ask('members.list', { text: 'zqm', limit: pageSize }), () => ask('members.list', { sort: { by: 'name' }, offset: 50 * pageSize, limit: pageSize })]
    const samples = await inDatabase(workspace.folder, async (db) => {
      const bare = db.prepare<[number]>('SELECT p.id, p.name, f.joined_on, f.full_on, f.department, f.job, f.mobile FROM person p JOIN person_file f ON f.person_id = p.id ORDER BY p.row LIMIT ?')
      const works = [() => timed(() => bare.all(pageSize)), ...asks.map((one) => () => timed(one))]
      await inTurns(3, works)
      return inTurns(rounds, works)
    })
    return rosterNames.map((name, n) => figureOf({ name, unit: 'ms', goal: { atMost: 5 }, floorIs: '直接查询同样多的人', ours: samples[n + 1], bare: samples[0] }))
  } finally { workspace.close() }
}
