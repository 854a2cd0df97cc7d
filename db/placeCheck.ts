import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { judgePlace, namesBelowHome, syncedMarkers, type PlaceFault } from '../shared/domain/places.ts'
import { AppError } from '../shared/errors/AppError.ts'

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Where a folder really lies, through links and, on Windows, through letters of network drives. Of one that is not there yet, its nearest parent's. */
function realPlace(folder: string): string {
  const missing: string[] = []
  for (let place = folder; ; place = dirname(place)) {
    try {
      return join(realpathSync.native(place), ...missing)
    } catch {
      if (dirname(place) === place) return folder
      missing.unshift(place.slice(dirname(place).length).replace(/^[\\/]/, ''))
    }
  }
}

/** By what synchronising programs leave in their folders. */
function markedPlace(folder: string): PlaceFault | null {
  const depth = namesBelowHome(folder, homedir(), process.platform).length
  for (let place = folder, left = depth; left > 0; place = dirname(place), left--) {
    const marker = Object.keys(syncedMarkers).find((name) => existsSync(join(place, name)))
    if (marker !== undefined) return { reason: 'synced', name: syncedMarkers[marker] ?? '' }
  }
  return null
}

/**
 * Live data belongs on a disk of this computer that nobody else writes: a database on a network folder loses what it was told is saved, and a
 * synchronising program takes its files away half-written. The path is judged before anything is touched, since a network that hangs holds up every look.
 * Errors: PLACE_REFUSED with the reason and the name of the place. `mounts`: only tests say otherwise than this computer.
 */
export function expectLocalPlace(folder: string, mounts = () => textOf('/proc/self/mountinfo')): void {
  const { platform, env } = process
  const oneDrive = [env['OneDrive'], env['OneDriveCommercial'], env['OneDriveConsumer']].filter((place) => place !== undefined && place !== '').map(String)
  const judged = (path: string) => judgePlace({ platform, path, home: homedir(), mounts: mounts(), oneDrive })
  // The second look at the mounts sees what the first touch made the computer mount.
  const fault = judged(folder) ?? judged(realPlace(folder)) ?? markedPlace(realPlace(folder))
  if (fault) throw new AppError('PLACE_REFUSED', { params: { ...fault } })
}
