import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { settingsId } from '../../../../db/repositories/journalThings.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { deleteDismissal, listDismissals, listHeld, listLibraries, listRuleSettings, putDismissal, putLibrary, putRuleSetting } from '../../../../db/repositories/rules.ts'
import type { FrequencyYear, NeedRow, RuleRow } from '../../../../shared/contract/rules.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { completion, needsBetween, timesOn, type FrequencySource, type Need } from '../../../../shared/domain/frequency.ts'
import type { OperationAct } from '../../../../shared/domain/journal.ts'
import { periodInWords } from '../../../../shared/domain/periods.ts'
import { allRules, libraryChanges, RuleLibrary, rulesOn } from '../../../../shared/domain/ruleLibrary.ts'
import { workdaysBetween } from '../../../../shared/rules/holidays.ts'
import { isToVerify } from '../../../../shared/rules/library.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { readWhole } from '../../readWhole.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'

const largestLibrary = 2_000_000

/** What the frequencies are counted from, for the meetings of some days. */
export function frequencySource({ vault }: Pick<Service, 'vault'>, from: IsoDate, to: IsoDate): FrequencySource {
  const db = vault.db()
  const { since, supplementAfter } = vault.info()
  return {
    rules: allRules(listLibraries(db)), settings: listRuleSettings(db), since, people: listPeople(db), dismissals: listDismissals(db),
    meetings: listHeld(db, from, to).map(({ firstFinalOn, ...meeting }) => ({ ...meeting, isSupplement: firstFinalOn !== null && workdaysBetween(meeting.heldOn, firstFinalOn) > supplementAfter })),
  }
}

/** A need as the screens read it. */
export const needRow = ({ key, rule, period, part, asked, met, state, dismissal, done, planned }: Need): NeedRow => ({
  key, ruleId: rule.id, title: rule.title, source: `${rule.source}${rule.article}`, toVerify: isToVerify(rule.verification), kind: rule.frequency?.kind ?? 'generalMeeting', part,
  period: { kind: period.kind, first: period.first, last: period.last, words: periodInWords(period) }, asked, met, state, dismissal,
  done: done.map(({ id, heldOn, state: held, isSupplement }) => ({ id, heldOn, state: held, isSupplement })), planned: planned.map(({ id, heldOn, state: held }) => ({ id, heldOn, state: held })),
})

/** The rule library, the unit's settings, the year's table, and what is not needed. */
export function rulesHandlers(service: Service) {
  const { vault, clock, newId, pathOf } = service
  const today = () => localDay(clock())

  function listRules(on: IsoDate): RuleRow[] {
    const db = vault.db()
    const settings = listRuleSettings(db)
    const rules = allRules(listLibraries(db))
    const current = new Set(rulesOn(rules, on))
    return rules.map((rule) => {
      const setting = settings.filter(({ ruleId, from }) => ruleId === rule.id && from <= on).at(-1)
      return { ...rule, isCurrent: current.has(rule), toVerify: isToVerify(rule.verification), setting: setting ? { from: setting.from, isOn: setting.isOn, times: setting.times } : null, timesNow: timesOn(rule, settings, on) }
    })
  }

  /** One act on the unit's reading of the rules, undoable as a whole. */
  function act(what: Extract<OperationAct, `rules.${string}`>, name: string, change: () => void): void {
    const db = vault.db()
    db.transaction(() => {
      const stamp = stampOf(service)
      recordOperation(db, { id: newId(), act: what, entityId: null, stamp, name: () => name, things: [{ kind: 'rules', id: settingsId }] }, change)
      noteAct(db, what, null, stamp)
    }).immediate()
  }

  return {
    'rules.list': ({ on }) => listRules(on ?? today()),

    'rules.save': ({ ruleId, from, isOn, times }) => {
      const rule = rulesOn(allRules(listLibraries(vault.db())), from).find(({ id }) => id === ruleId)
      if (!rule?.frequency) throw new AppError('NOT_FOUND')
      if (!isOn && rule.strength !== 'LOCAL') throw new AppError('INVALID_INPUT', { fields: [{ path: 'isOn', message: `${rule.title}是${rule.source}的要求，不能关闭；不需要的那一次可以写明原因。` }] })
      if (times !== null && rule.strength !== 'LOCAL' && times < rule.frequency.times) throw new AppError('INVALID_INPUT', { fields: [{ path: 'times', message: `不能少于${rule.source}要求的${rule.frequency.times}次。` }] })
      act('rules.save', rule.title, () => putRuleSetting(vault.db(), { ruleId, from, isOn, times }))
      return listRules(today())
    },

    'rules.frequency': ({ year, on: day }): FrequencyYear => {
      const on = day ?? today()
      const source = frequencySource(service, `${year}-01-01`, `${year}-12-31`)
      const needs = needsBetween(source, `${year}-01-01`, `${year}-12-31`, on)
      // Talks are a matter of pairs over the whole year; the completion counts meetings (domain rules section 6.2, K01: R01 to R07).
      return { year, on, since: source.since, needs: needs.map(needRow), ...completion(needs.filter(({ rule }) => rule.frequency?.scope !== 'talks')) }
    },

    'rules.dismiss': ({ key, reason }) => {
      act('rules.dismiss', reason, () => putDismissal(vault.db(), { key, reason }, stampOf(service)))
      return {}
    },

    'rules.undismiss': ({ key }) => {
      act('rules.undismiss', '', () => deleteDismissal(vault.db(), key))
      return {}
    },

    'rules.importFile': async ({ fileToken, commit }) => {
      const library = await readLibrary(pathOf(fileToken))
      const changes = libraryChanges(allRules(listLibraries(vault.db())), library)
      const isTaken = commit && changes.length > 0
      if (isTaken) act('rules.import', library.version, () => putLibrary(vault.db(), library, stampOf(service)))
      return { version: library.version, checkedBy: library.checkedBy, checkedOn: library.checkedOn, changes, isTaken }
    },
  } satisfies Partial<Handlers>
}

/** Errors: RULES_FILE where it cannot be read or is no library of rules. */
async function readLibrary(path: string): Promise<RuleLibrary> {
  const refuse = (reason: string, cause?: unknown) => new AppError('RULES_FILE', { cause, params: { reason } })
  const text = (await readWhole(path, largestLibrary, (why, cause) => refuse(why === 'too large' ? '文件过大' : '文件读不出来', cause))).toString('utf8')
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw refuse('内容不是规则库的格式', cause)
  }
  const read = RuleLibrary.safeParse(raw)
  if (!read.success) throw refuse(`“${read.error.issues[0]?.path.join('.') ?? ''}”这一处不合要求`)
  return read.data
}
