import { defineConfig } from 'vitest/config'
import { resolve } from 'node:path'
// A slow machine is no fault: no test is a measurement.
// Two files at once also on two cores, where Vitest would take one: many wait for processes of their own.
export default defineConfig({ root: resolve(import.meta.dirname, '..'), test: { include: ['tests/{unit,db,service,renderer}/**/*.test.ts'], maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 } })
