import { defineConfig } from 'vitest/config'
import { resolve } from 'node:path'
export default defineConfig({ root: resolve(import.meta.dirname, '..'), test: { include: ['tests/{unit,db,service,renderer}/**/*.test.ts'] } })
