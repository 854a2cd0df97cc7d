import * as z from 'zod'

export * from './days.ts'

/** A calendar day as ISO text, 2026-09-08. No time zone: the day the officer means. From 1900 to 2200, as isoDateOf. */
export const IsoDate = z.iso.date().regex(/^(?:19|20|21)\d\d-|^2200-/)
export type IsoDate = string

/** A day that a rule reckons from another, 届满 or a deadline: of a day in 2199 it may lie past 2200, where nothing is entered any more. */
export const ReckonedDate = z.iso.date().regex(/^(?:19|20|21|22)\d\d-/)
