import { asksFor, developmentSteps, developmentStages, stageNames, versionOn, type DevelopmentStage, type DevelopmentStep, type StepMaterial } from '../rules/developmentSteps.ts'
import type { IsoDate } from './dates.ts'
import type { StepEntry } from './development.ts'
import { codeOfMaterial } from './developmentPapers.ts'
import type { Material } from './memberFile.ts'

export type MaterialState = 'there' | 'missing' | 'later' | 'within' | 'notAsked'
/** A scan with what it was filed as; null: its kind tells. */
export type FiledScan = Material & { materialCode: string | null }
export interface PlacedMaterial { material: StepMaterial; step: DevelopmentStep; state: MaterialState; files: FiledScan[] }
export interface StageMaterials { stage: DevelopmentStage; name: string; there: number; asked: number; materials: PlacedMaterial[] }

/**
 * Every material of the way into the Party with the scans that are filed under it. A material lacks only once its step was done — one that
 * grows, once the step that completes it was; what the text of that day does not ask lacks never. 待核: the common set of forms is that of one
 * province, so a count is a reminder and decides nothing.
 */
export function placedMaterials(entries: readonly StepEntry[], scans: readonly FiledScan[], on: IsoDate): StageMaterials[] {
  const doneOn = (code: string): IsoDate | null => entries.filter(({ step }) => step === code).reduce<IsoDate | null>((last, entry) => (last === null || entry.on > last ? entry.on : last), null)
  const filed = Map.groupBy(scans, ({ kind, materialCode }) => codeOfMaterial(kind, materialCode))
  const stateOf = (step: DevelopmentStep, { keptIn, completeBy }: StepMaterial, files: readonly FiledScan[]): MaterialState => {
    if (files.length > 0) return 'there'
    if (keptIn !== undefined) return 'within'
    const day = doneOn(step.code)
    // A step that was passed over under an older text is not asked for afterwards.
    const passed = day ?? (step.versions === undefined ? null : doneOn('prospectListed'))
    if (!asksFor(step, versionOn(passed ?? on))) return 'notAsked'
    return day !== null && (completeBy === undefined || doneOn(completeBy) !== null) ? 'missing' : 'later'
  }
  return developmentStages.map((stage) => {
    const materials = developmentSteps.filter((step) => step.stage === stage).flatMap((step) => step.materials.map((material): PlacedMaterial => {
      const files = filed.get(material.code) ?? []
      return { material, step, files, state: stateOf(step, material, files) }
    }))
    return { stage, name: stageNames[stage], materials, there: materials.filter(({ state }) => state === 'there').length, asked: materials.filter(({ state }) => state !== 'within' && state !== 'notAsked').length }
  })
}

/** Scans that are none of these materials: the ID card, certificates, and what nobody has filed yet. */
export function unfiledScans(scans: readonly FiledScan[]): FiledScan[] {
  const known = new Set(developmentSteps.flatMap(({ materials }) => materials.map(({ code }) => code)))
  return scans.filter(({ kind, materialCode }) => { const code = codeOfMaterial(kind, materialCode); return code === null || !known.has(code) })
}
