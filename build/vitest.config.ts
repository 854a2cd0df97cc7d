import { defineConfig } from 'vitest/config'
import { resolve } from 'node:path'
// A slow machine is no fault: no test is a measurement.
// Two files at once also on two cores, where Vitest would take one: many wait for processes of their own.
// Files share a process: to load the contract and the service anew for each of them was a third of the time.
export default defineConfig({ root: resolve(import.meta.dirname, '..'), test: { include: ['tests/{unit,db,service,renderer}/**/*.test.ts'], maxWorkers: 2, isolate: false, testTimeout: 120_000, hookTimeout: 120_000 } })
