/** Why the live data may not lie in a place: what it is, and by which name the officer knows it. */
export interface PlaceFault { reason: 'network' | 'synced'; name: string }

export interface PlaceFacts {
  platform: string
  /** An absolute path. */
  path: string
  /** The folder of this user: what stands above it (an account that is called Dropbox) says nothing. */
  home: string
  /** Text of /proc/self/mountinfo; empty where there is none. */
  mounts: string
  /** Folders that OneDrive names in the environment. */
  oneDrive: readonly string[]
}

/**
 * File systems of another computer, or of the host of a virtual machine: their locks do not hold, and a write is not on a disk when it is said to be.
 * Of fuse only those that are known: ntfs-3g and encrypted folders are this computer's own.
 */
const networkTypes = /^(?:nfs4?|cifs|smb3|smbfs|ncpfs|ncp|afs|coda|ceph|lustre|glusterfs|beegfs|gfs2|ocfs2|davfs2?|sshfs|vboxsf|prl_fs|drvfs|9p|fuse\.(?:sshfs|rclone|davfs2?|gvfsd-fuse|gvfs-fuse-daemon|s3fs|goofys|gcsfuse|cephfs|ceph-fuse|glusterfs|juicefs|smbnetfs|curlftpfs|afpfs|onedriver|google-drive-ocamlfuse|seadrive|clouddrive|vmhgfs-fuse|prl_fsd))$/

interface Mount { point: string; type: string; source: string }

/** The kernel writes a blank as \040; Chinese names come through as they are. */
const unescaped = (text: string): string => text.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** Of `36 35 98:0 /root /point options optional… - type source superOptions`; lines that are not so are left out. */
function mountsOf(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ')
    const point = before?.split(' ')[4]
    const [type, source] = after?.split(' ') ?? []
    return point?.startsWith('/') && type ? [{ point: unescaped(point), type, source: unescaped(source ?? '') }] : []
  })
}

const isBelow = (path: string, folder: string): boolean => folder === '/' || path === folder || path.startsWith(`${folder}/`)

/** The mount that holds a path: the deepest, and of two on one point the later one, which covers the other. */
const mountOf = (path: string, mounts: readonly Mount[]): Mount | undefined =>
  mounts.reduce<Mount | undefined>((best, mount) => (isBelow(path, mount.point) && mount.point.length >= (best?.point.length ?? 0) ? mount : best), undefined)

/** \\server\share, also as \\?\UNC\server\share; not \\?\C:\ and \\.\, which are this computer. */
function shareOf(path: string): string | null {
  const [, server, share] = /^(?:[\\/]{2}[?.][\\/]UNC[\\/]|[\\/]{2}(?![?.][\\/]))([^\\/]+)[\\/]+([^\\/]+)/i.exec(path) ?? []
  return server !== undefined && share !== undefined ? `\\\\${server}\\${share}` : null
}

/** How the folders of synchronising programs are called, whole. */
const syncedNames: readonly (readonly [RegExp, string])[] = [
  [/^onedrive(?: ?- ?.+)?$/i, 'OneDrive'],
  [/^dropbox(?: ?[(（].+[)）]|-.+)?$/i, 'Dropbox'],
  [/^(?:nutstore(?: files)?|(?:我的)?坚果云)$/i, '坚果云'],
  [/^(?:baidusyncdisk|baidunetdiskworkspace|百度(?:网盘|云)?同步(?:空间|盘))$/i, '百度网盘同步空间'],
  [/^(?:icloud ?drive|icloud ?云盘|mobile documents|com~apple~clouddocs)$/i, 'iCloud云盘'],
  [/^(?:google ?drive(?:-.+)?|google ?云端硬盘|我的云端硬盘)$/i, 'Google云端硬盘'],
  [/^(?:微云(?:同步助手|同步盘)?|腾讯微云|weiyun(?:sync)?)$/i, '微云'],
  [/^(?:天翼云盘(?:同步盘)?|ecloud(?: ?sync)?)$/i, '天翼云盘'],
  [/^(?:钉盘|钉钉(?:云盘|文件)|dingdrive|dingtalk ?drive)$/i, '钉盘'],
  [/^(?:微盘|(?:企业微信|企微)微盘|wedrive|wxdrive)$/i, '企业微信微盘'],
  [/^(?:wps ?(?:云盘|网盘|云文档|同步文件夹)|wpsdrive|wps ?cloud ?files)$/i, 'WPS云盘'],
  [/^(?:阿里云盘|adrive|移动云盘|和彩云|联想云盘|华为云盘|华为云空间)$/i, '云盘'],
  [/^(?:nextcloud|owncloud|seafile|seadrive|synologydrive|synology drive|box sync|mega(?:sync)?|syncthing)$/i, '云盘'],
]

/** What their programs leave in the folder itself, under whatever name it goes. Looked for above the data, below the home. */
export const syncedMarkers: Readonly<Record<string, string>> = { '.dropbox.cache': 'Dropbox', '.nutstore': '坚果云', '.stfolder': 'Syncthing', '.SynologyWorkingDirectory': 'Synology Drive', '.seafile-data': 'Seafile' }

const segments = (path: string): string[] => path.split(/[\\/]+/).filter((name) => name !== '')
const sameName = (platform: string) => (a: string, b: string): boolean => (platform === 'linux' ? a === b : a.toLowerCase() === b.toLowerCase())
const startsWith = (path: readonly string[], folder: readonly string[], platform: string): boolean => folder.length > 0 && folder.every((name, i) => sameName(platform)(name, path[i] ?? ''))

/** The names on the way to the data; of a place below the home only those below it. */
export function namesBelowHome(path: string, home: string, platform: string): string[] {
  const names = segments(path)
  const above = segments(home)
  return startsWith(names, above, platform) ? names.slice(above.length) : names
}

/** What is wrong with a place for the live data, as far as its path and the table of mounts tell; null where nothing is. Touches nothing. */
export function judgePlace({ platform, path, home, mounts, oneDrive }: PlaceFacts): PlaceFault | null {
  if (platform === 'win32') {
    const share = shareOf(path)
    if (share !== null) return { reason: 'network', name: share }
  } else {
    const mount = mountOf(path, mountsOf(mounts))
    // A virtual machine may have its own disk by 9p; another computer's folder is never the root.
    if (mount && networkTypes.test(mount.type) && !(mount.type === '9p' && mount.point === '/')) return { reason: 'network', name: mount.source }
  }
  if (oneDrive.some((folder) => startsWith(segments(path), segments(folder), platform))) return { reason: 'synced', name: 'OneDrive' }
  const names = namesBelowHome(path, home, platform)
  // macOS puts every provider's folder under this one, as OneDrive-Name.
  const provider = names[names.indexOf('CloudStorage') + 1]
  if (platform === 'darwin' && names[0] === 'Library' && names[1] === 'CloudStorage' && provider !== undefined) return { reason: 'synced', name: provider.split('-')[0] ?? provider }
  for (const name of names) {
    const known = syncedNames.find(([pattern]) => pattern.test(name))
    if (known) return { reason: 'synced', name: known[1] === '云盘' ? name : known[1] }
  }
  return null
}
