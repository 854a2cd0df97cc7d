// A utility process that sends back what it is told, and commits rows to an encrypted file of its own: what the service stands on, without it.
import Database from 'better-sqlite3'

let commit = () => 0

function prepare({ file, key, nativeBinding, tables }) {
  const db = new Database(file, nativeBinding ? { nativeBinding } : {})
  db.pragma(`cipher='sqlcipher'`)
  db.pragma(`key="x'${key}'"`)
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  const works = tables.map(({ remove, insert, rows }) => ({ remove: db.prepare(remove), insert: db.prepare(insert), rows }))
  const write = db.transaction(() => {
    for (const { remove } of works.toReversed()) remove.run()
    for (const { insert, rows } of works) for (const row of rows) insert.run(...row)
  })
  commit = () => {
    const start = performance.now()
    write.immediate()
    return performance.now() - start
  }
}

process.parentPort.on('message', ({ data, ports }) => {
  if (data.kind === 'prepare') prepare(data)
  for (const port of ports) {
    port.on('message', ({ data: { id, said } }) => port.postMessage({ id, answer: said === 'commit' ? commit() : said }))
    port.start()
  }
})
