// node build/runtime/setFuses.mjs EXECUTABLE: makes the unpacked closed-network Electron start and be driven by tests.
// A program of its own because @electron/fuses needs Node 22, and its caller may still run on the system's Node 20.
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

const executable = process.argv[2]
if (!executable) {
  console.error('usage: setFuses.mjs EXECUTABLE')
  process.exit(2)
}
await flipFuses(executable, {
  version: FuseVersion.V1,
  // On, it looks for a snapshot that is not unpacked, and the program ends at once without a word.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Playwright attaches to the main process through --inspect.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
})
