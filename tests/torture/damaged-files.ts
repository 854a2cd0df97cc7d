import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { damage, filesOf, seeded, ways, type Damage, type Way } from './damage.ts'
import { codeOfPiece, look, makeBases, type Base, type Pieces } from './damagedBase.ts'
import { expectHolds, type Harness, type Scale } from './harness.ts'
import { quickScratch, settledOffice } from './office.ts'
import { openOffice, password } from './openOffice.ts'
import { watchdog } from './watchdog.ts'

const tries: Record<Scale, number> = { short: 500, long: 10_000 }
interface Figures { tried: number; refused: Map<string, number>; partly: number; whole: number; earlier: number; backups: number }
/** What may be said where something is broken; never that the password was wrong, and never that nobody knows. */
const ofOpening: readonly ErrorCode[] = ['KEYRING_DAMAGED', 'DATABASE_DAMAGED', 'DATABASE_MISSING']
const ofPieces: readonly ErrorCode[] = ['DATABASE_DAMAGED', 'ATTACHMENT_DAMAGED']
const ofBackups: readonly ErrorCode[] = ['BACKUP_DAMAGED', 'BACKUP_NOT_FOUND', 'ATTACHMENT_DAMAGED', 'DATABASE_DAMAGED']

const isKeyring = (file: string): boolean => /^keyring(?:-copy)?\.json$/.test(file)
const bytesOf = (folder: string, files: readonly string[]): Map<string, string> =>
  new Map(files.filter((file) => existsSync(join(folder, file))).map((file) => [file, readFileSync(join(folder, file)).toString('base64')]))
/** Where the password is kept, the records and the attachments: what nobody may overwrite while it cannot be read. */
const isPrecious = (file: string): boolean => isKeyring(file) || file === 'branch.db' || file === 'branch.db-wal' || file.startsWith('attachments/')

/** Every piece is what it was, or says that it is broken; all that can be read is of one moment. Answers which. */
function judgePieces(found: Pieces, { known }: Pick<Base, 'known'>, what: string): { earlier: boolean; broken: number } {
  const broken = Object.entries(found).filter(([, piece]) => codeOfPiece(piece) !== null)
  for (const [name, piece] of broken) expectHolds(ofPieces.includes(codeOfPiece(piece) ?? 'INTERNAL'), `${what}：${name} 回答 ${piece}`)
  const readable = Object.entries(found).filter(([, piece]) => codeOfPiece(piece) === null)
  const moment = known.findIndex((pieces) => readable.every(([name, piece]) => pieces[name] === piece))
  expectHolds(moment >= 0, `${what}：没有任何提示，内容却不是以前存过的样子（${readable.find(([name, piece]) => known[0]?.[name] !== piece)?.[0] ?? ''}）`)
  return { earlier: moment > 0, broken: broken.length }
}

/** One damaged copy: opened with the right password, looked at, its backup restored. */
async function judge(base: Base, folder: string, { file, way }: Damage, what: string, figures: Figures): Promise<void> {
  const before = bytesOf(folder, filesOf(folder).filter(isPrecious))
  const office = openOffice(folder)
  office.now.iso = '2026-09-09T08:30:00.000Z'
  const unchanged = (why: string): void => {
    const kept = [(name: string) => join(folder, name), (name: string) => join(folder, 'replaced', name)]
    for (const [name, bytes] of before) expectHolds(kept.some((placeOf) => existsSync(placeOf(name)) && readFileSync(placeOf(name)).toString('base64') === bytes), `${what}：${why}，${name} 却被改动了`)
  }
  try {
    let opened = await office.tell('workspace.unlock', { password })
    // The file that counts wrong passwords may say anything; whoever waits gets in.
    if (!opened.ok && opened.error.code === 'TOO_MANY_ATTEMPTS' && (file === 'attempts.json' || way === 'swap')) {
      office.later(6)
      opened = await office.tell('workspace.unlock', { password })
    }
    figures.tried++
    if (!opened.ok) {
      const { code, message } = opened.error
      expectHolds(ofOpening.includes(code) && message !== '', `${what}：回答 ${code}：${message}`)
      office.service.close()
      unchanged(`回答了 ${code}`)
      figures.refused.set(code, (figures.refused.get(code) ?? 0) + 1)
      return
    }
    const { earlier, broken } = judgePieces(await look(office, base.ids), base, what)
    if (earlier) {
      expectHolds(file.endsWith('-wal') || way === 'swap' || base.known.length === 2, `${what}：没有任何提示，回到了更早的一次保存`)
      figures.earlier++
    }
    figures[broken > 0 ? 'partly' : 'whole']++
    await judgeBackup(base, office, what, figures)
  } finally { office.service.close() }
}

/** Restored it is what it was, or refuses to be; and then the workspace shows what it showed. */
async function judgeBackup(base: Base, office: ReturnType<typeof openOffice>, what: string, figures: Figures): Promise<void> {
  const before = await look(office, base.ids)
  const restored = await office.tell('backup.restore', { id: base.backup })
  const after = await look(office, base.ids)
  if (restored.ok) {
    judgePieces(after, { known: [base.backupState] }, `${what}，恢复备份以后`)
    expectHolds(Object.values(after).every((piece) => codeOfPiece(piece) === null), `${what}：恢复成功了，却仍有读不出的`)
    figures.backups++
    return
  }
  expectHolds(ofBackups.includes(restored.error.code), `${what}：恢复备份回答 ${restored.error.code}：${restored.error.message}`)
  expectHolds(JSON.stringify(after) === JSON.stringify(before), `${what}：恢复没有成功，内容却变了`)
}

/** Without `choose`, everything in turn: each base, each of its files, each way, again and again. */
async function tryDamage(count: number, options: { only?: Way; choose?: (base: Base, file: string) => boolean; meddle?: (folder: string, base: Base) => void } = {}): Promise<Figures> {
  const place = quickScratch()
  const bases = await makeBases(place)
  const foreign = join(place, 'foreign')
  const other = await settledOffice(foreign)
  await other.ask('backup.create', {})
  // Another password, too: what belongs to others must not answer for ours.
  await other.ask('keys.changePassword', { password, newPassword: '别的支部的那个口令' })
  other.service.close()
  const figures: Figures = { tried: 0, refused: new Map(), partly: 0, whole: 0, earlier: 0, backups: 0 }
  const all = bases.flatMap((base) => filesOf(base.folder).filter((file) => !file.endsWith('-shm') && (options.choose?.(base, file) ?? true)).flatMap((file) => (options.only ? [options.only] : ways).map((way) => ({ base, damage: { file, way } }))))
  const random = seeded(20_260_908)
  const shuffled = all.map((each) => ({ each, at: random(1_000_000) })).sort((a, b) => a.at - b.at).map(({ each }) => each)
  const dog = watchdog('damaged-files')
  try {
    for (let n = 0; n < count; n++) {
      const chosen = shuffled[n % shuffled.length]
      if (!chosen) throw new Error('nothing to damage')
      const folder = join(place, `copy-${n}`)
      cpSync(chosen.base.folder, folder, { recursive: true })
      const what = `第${n}次，${chosen.base.name}：${damage(folder, chosen.damage, foreign, random)}`
      dog.alive(what)
      options.meddle?.(folder, chosen.base)
      await judge(chosen.base, folder, chosen.damage, what, figures)
      rmSync(folder, { recursive: true, force: true })
    }
  } finally { dog.end() }
  return figures
}

export const harness: Harness = {
  name: 'damaged-files',
  title: '损坏的文件',
  plants: [
    { name: '密钥文件和副本换成别的支部的', attack: () => tryDamage(4, { only: 'foreign', choose: (base, file) => base.isClosed && file === 'keyring.json', meddle: (folder) => cpSync(join(folder, 'keyring.json'), join(folder, 'keyring-copy.json')) }) },
    { name: '内容被悄悄换成备份里的', attack: () => tryDamage(4, { only: 'flip', choose: (base, file) => base.isClosed && file === 'in-use.lock', meddle: (folder, { backup }) => cpSync(join(folder, 'backups', `${backup}.db`), join(folder, 'branch.db')) }) },
  ],
  async attack(scale) {
    const { tried, refused, partly, whole, earlier, backups } = await tryDamage(tries[scale], scale === 'long' ? { only: 'flip' } : {})
    const codes = [...refused].map(([code, times]) => `${code} ${times}次`).join('、')
    return `${tried}次损坏：${whole}次照常打开、内容完整，${partly}次打开后说明了坏的部分，${codes}；日志损坏而回到更早一次保存的${earlier}次；之后恢复备份成功${backups}次。口令从未被说成不对`
  },
}
