import type { Db } from '../../../../db/connection.ts'
import { listLibraries } from '../../../../db/repositories/rules.ts'
import { difficultyTexts, itemTexts, projectTexts } from '../../../../db/repositories/searchRooms.ts'
import { everyTalent } from '../../../../db/repositories/talent.ts'
import { actionSourceNames, actionStateNames } from '../../../../shared/domain/action.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { businessLineNames, difficultyStateNames, projectKindNames, projectStateNames } from '../../../../shared/domain/project.ts'
import { allRules, rulesOn } from '../../../../shared/domain/ruleLibrary.ts'
import type { SearchHit } from '../../../../shared/domain/search.ts'
import { holdsAll, snippetOf } from '../../../../shared/domain/searchText.ts'
import { talentDirectionNames, talentStateNames } from '../../../../shared/domain/talent.ts'
import { isToVerify } from '../../../../shared/rules/library.ts'
import { findItems } from './meetings.ts'
import type { Found, Wanted } from './providers.ts'

type Texts = readonly (readonly [label: string, text: string])[]
interface Entry { hit: Pick<SearchHit, 'kind' | 'id' | 'name' | 'note' | 'target'>; texts: Texts }

/** Where all the words stand: in the name, or in one of the texts; null: nowhere. */
function placeIn({ hit: { name }, texts }: Entry, terms: readonly string[]): 'name' | Texts[number] | null {
  return holdsAll(name, terms) ? 'name' : texts.find(([, text]) => holdsAll(text, terms)) ?? null
}

/** Looks through what a room holds, given newest first. Best: what has the words in its name before the rest. */
function lookThrough(entries: readonly Entry[], { terms, order, most }: Wanted): Found {
  const found = entries.flatMap((entry) => { const place = placeIn(entry, terms); return place === null ? [] : [{ ...entry.hit, place }] })
  const sorted = order === 'newest' ? found : found.toSorted((a, b) => Number(b.place === 'name') - Number(a.place === 'name'))
  return { count: found.length, more: false, hits: sorted.slice(0, most).map(({ place, ...hit }) => ({ ...hit, passage: place === 'name' ? null : { label: place[0], text: snippetOf(place[1], terms) }, more: 0 })) }
}

/** 业务难点, by title and by what stands against them. */
export const findDifficulties = (db: Db, wanted: Wanted): Found => lookThrough(difficultyTexts(db).map(({ id, title, line, state, day, leader, source, measure, evidence }): Entry => ({
  hit: { kind: 'difficulty', id, name: title, note: `${businessLineNames[line]}　${chineseDate(day)}　${difficultyStateNames[state]}`, target: { screen: 'difficulty', difficultyId: id } },
  texts: [['党建举措', measure], ['牵头人', leader], ['来源', source], ['解决情况', evidence]],
})), wanted)

/** 书记项目 and the other carriers. */
export const findProjects = (db: Db, wanted: Wanted): Found => lookThrough(projectTexts(db).map(({ id, title, kind, state, day, number, leader, promise, measures, result }): Entry => ({
  hit: { kind: 'project', id, name: title, note: `${projectKindNames[kind]}　${chineseDate(day)}　${projectStateNames[state]}`, target: { screen: 'project', projectId: id } },
  texts: [['编号', number], ['牵头人', leader], ['承诺', promise], ['攻坚措施', measures], ['成果', result]],
})), wanted)

/** 双培养, by the name and by what was done. */
export const findTalents = (db: Db, wanted: Wanted): Found => lookThrough(everyTalent(db).map(({ id, name, direction, state, startsOn, endedOn, criteria, documentNo, mentor, stages, endReason, endProof }): Entry => ({
  hit: { kind: 'talent', id, name, note: `${talentDirectionNames[direction]}　${chineseDate(startsOn)}　${talentStateNames[state]}`, target: { screen: 'talent', entryId: id, year: Number((endedOn ?? wanted.today).slice(0, 4)) } },
  texts: [['条件', criteria], ['依据', documentNo], ['导师', mentor], ...stages.map(({ content, result }) => ['培养阶段', `${content}${result === '' ? '' : `：${result}`}`] as const), ['结果', `${endReason}${endProof}`]],
})), wanted)

/** The rules of the day, by name, text and paper. */
export const findRules = (db: Db, wanted: Wanted): Found => lookThrough(rulesOn(allRules(listLibraries(db)), wanted.today).map(({ id, title, text, source, article, verification }): Entry => ({
  hit: { kind: 'rule', id, name: title, note: `${source}${article}${isToVerify(verification) ? '　待核' : ''}`, target: { screen: 'rule', ruleId: id } },
  texts: [['规则', text], ['依据', `${source}${article}`]],
})), wanted)

/** 议定事项: those of records, each with its record, and behind them what came from elsewhere. */
export function findAllItems(db: Db, wanted: Wanted): Found {
  const recorded = findItems(db, wanted)
  const others = lookThrough(itemTexts(db).map(({ id, title, source, state, day, owner, superiorUnit, superiorNo, note }): Entry => ({
    hit: { kind: 'item', id, name: title, note: `${chineseDate(day)}　${actionSourceNames[source]}　${actionStateNames[state]}`, target: { screen: 'action', actionId: id } },
    texts: [['责任人', owner], ['来文', `${superiorUnit}${superiorNo}`], ['说明', note]],
  })), wanted)
  return { hits: [...recorded.hits, ...others.hits].slice(0, wanted.most), count: recorded.count + others.count, more: recorded.more }
}
