import { describe, expect, it } from 'vitest'
import { judgePlace, type PlaceFacts } from '../../shared/domain/places.ts'
import { diskLevel, judgeClock, remindersOf, roomText, type SurroundingsStatus } from '../../shared/domain/surroundings.ts'
import { messageOf } from '../../shared/errors/sentences.ts'

const linuxMounts = [
  '22 27 0:21 / /proc rw,relatime - proc proc rw',
  '27 1 254:0 / / rw,relatime - ext4 /dev/sda1 rw',
  '30 27 0:27 / /tmp rw - tmpfs tmpfs rw',
  '31 27 8:17 / /media/user/U盘 rw shared:9 - vfat /dev/sdb1 rw',
  '32 27 8:33 / /data rw master:3 propagate_from:2 - fuseblk /dev/sdc1 rw',
  '40 27 0:50 / /mnt/nfs rw - nfs server:/export rw',
  '41 27 0:51 / /mnt/nfs4 rw - nfs4 10.0.0.2:/办公 rw',
  '42 27 0:52 / /mnt/cifs rw - cifs //fileserver/party\\040work rw',
  '43 27 0:53 / /mnt/smb3 rw - smb3 //nas/public rw',
  '44 27 0:54 / /mnt/with\\040blank rw - fuse.sshfs zhang@10.0.0.3: rw',
  '45 27 0:55 / /mnt/cloud rw - fuse.rclone aliyun: rw',
  '46 27 0:56 / /mnt/dav rw - davfs https://dav.example rw',
  '47 27 0:57 / /mnt/afs rw - afs AFS rw',
  '48 27 0:58 / /mnt/hgfs rw - fuse.vmhgfs-fuse vmhgfs-fuse rw',
  '49 27 0:59 / /mnt/host rw - 9p host rw',
  '50 27 0:60 / /home/user/vault rw - fuse.gocryptfs /home/user/.vault rw',
  '51 27 0:61 / /mnt/covered rw - nfs server:/old rw',
  '52 27 8:49 / /mnt/covered rw - ext4 /dev/sdd1 rw',
  '53 40 8:65 / /mnt/nfs/local rw - xfs /dev/sde1 rw',
  '54 27 0:62 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw',
  'half a line', '55 27 0:63 / /broken -', '',
].join('\n')
const place = (platform: string, path: string, more: Partial<PlaceFacts> = {}) => judgePlace({ platform, path, home: platform === 'win32' ? 'C:\\Users\\zhang' : platform === 'darwin' ? '/Users/zhang' : '/home/user', mounts: platform === 'linux' ? linuxMounts : '', oneDrive: [], ...more })

describe('live data on a folder of the network is refused', () => {
  it.each([
    ['/mnt/nfs/work', 'server:/export'], ['/mnt/nfs', 'server:/export'], ['/mnt/nfs4/支部/workspace', '10.0.0.2:/办公'], ['/mnt/cifs/w', '//fileserver/party work'], ['/mnt/smb3/w', '//nas/public'],
    ['/mnt/with blank/w', 'zhang@10.0.0.3:'], ['/mnt/cloud/w', 'aliyun:'], ['/mnt/dav/w', 'https://dav.example'], ['/mnt/afs/w', 'AFS'], ['/mnt/hgfs/w', 'vmhgfs-fuse'], ['/mnt/host/w', 'host'],
    ['/run/user/1000/gvfs/smb-share:server=nas/w', 'gvfsd-fuse'],
  ])('on Linux: %s', (path, name) => { expect(place('linux', path)).toEqual({ reason: 'network', name }) })

  it.each([
    ['\\\\server\\share\\支部工作台\\workspace', '\\\\server\\share'], ['\\\\10.0.0.2\\profiles$\\zhang', '\\\\10.0.0.2\\profiles$'], ['//server/share/w', '\\\\server\\share'], ['\\\\?\\UNC\\server\\share\\w', '\\\\server\\share'], ['\\\\wsl$\\Debian\\home', '\\\\wsl$\\Debian'],
  ])('on Windows: %s', (path, name) => { expect(place('win32', path)).toEqual({ reason: 'network', name }) })
})

describe('live data in a synchronised folder is refused', () => {
  it.each([
    ['C:\\Users\\zhang\\OneDrive\\支部', 'OneDrive'], ['C:\\Users\\zhang\\OneDrive - 南浦县局\\文档\\w', 'OneDrive'], ['c:\\users\\ZHANG\\onedrive\\w', 'OneDrive'], ['D:\\Dropbox\\w', 'Dropbox'], ['D:\\Dropbox (单位)\\w', 'Dropbox'],
    ['D:\\Nutstore\\1\\w', '坚果云'], ['D:\\我的坚果云\\w', '坚果云'], ['D:\\Nutstore Files\\w', '坚果云'], ['D:\\BaiduSyncdisk\\w', '百度网盘同步空间'], ['D:\\百度网盘同步空间\\w', '百度网盘同步空间'],
    ['C:\\Users\\zhang\\iCloudDrive\\w', 'iCloud云盘'], ['D:\\Google Drive\\w', 'Google云端硬盘'], ['G:\\我的云端硬盘\\w', 'Google云端硬盘'], ['D:\\微云同步助手\\w', '微云'], ['D:\\天翼云盘\\w', '天翼云盘'], ['D:\\钉盘\\w', '钉盘'],
    ['D:\\企业微信微盘\\w', '企业微信微盘'], ['D:\\WPS云盘\\w', 'WPS云盘'], ['D:\\WPSDrive\\123\\WPS云盘\\w', 'WPS云盘'], ['D:\\阿里云盘\\w', '阿里云盘'], ['D:\\SynologyDrive\\w', 'SynologyDrive'],
  ])('on Windows: %s', (path, name) => { expect(place('win32', path)).toEqual({ reason: 'synced', name }) })

  it.each([
    ['darwin', '/Users/zhang/Library/Mobile Documents/com~apple~CloudDocs/w', 'iCloud云盘'], ['darwin', '/Users/zhang/Library/CloudStorage/OneDrive-单位/w', 'OneDrive'], ['darwin', '/Users/zhang/Library/CloudStorage/Box-Box/w', 'Box'],
    ['linux', '/home/user/Dropbox/w', 'Dropbox'], ['linux', '/home/user/坚果云/w', '坚果云'], ['linux', '/data/Nextcloud/w', 'Nextcloud'],
  ])('on %s: %s', (platform, path, name) => { expect(place(platform, path)).toEqual({ reason: 'synced', name }) })

  it('wherever the environment says that OneDrive keeps its folder', () => {
    const oneDrive = ['E:\\同步']
    expect(place('win32', 'e:\\同步\\支部', { oneDrive })).toEqual({ reason: 'synced', name: 'OneDrive' })
    expect(place('win32', 'E:\\同步以外\\支部', { oneDrive })).toBeNull()
    expect(place('win32', 'E:\\支部', { oneDrive: [''] })).toBeNull()
  })
})

describe('a disk of this computer is taken', () => {
  it.each([
    ['linux', '/home/user/.config/支部工作台/workspace'], ['linux', '/tmp/x'], ['linux', '/media/user/U盘/w'], ['linux', '/data/w'], ['linux', '/home/user/vault/w'], ['linux', '/mnt/covered/w'], ['linux', '/mnt/nfs/local/w'], ['linux', '/mnt/nfs-archive/w'], ['linux', '/'],
    ['linux', '/home/user/我的OneDrive资料/w'], ['linux', '/home/user/OneDrive的说明/w'], ['linux', '//mnt/x'],
    ['win32', 'C:\\Users\\zhang\\AppData\\Roaming\\支部工作台\\workspace'], ['win32', '\\\\?\\C:\\Users\\zhang\\w'], ['win32', '\\\\.\\C:\\w'], ['win32', 'D:\\云盘资料备份\\w'], ['win32', 'D:\\BaiduNetdisk\\w'],
    ['darwin', '/Users/zhang/Library/Application Support/支部工作台/workspace'], ['darwin', '/Users/zhang/Library/CloudStorage'],
  ])('%s: %s', (platform, path) => { expect(place(platform, path)).toBeNull() })

  it('whatever the account is called', () => { expect(place('linux', '/home/dropbox/.config/w', { home: '/home/dropbox' })).toBeNull() })
  it('where the machine has its own root by 9p, as under a sandbox, or its mounts cannot be read', () => {
    expect(place('linux', '/root/w', { mounts: '1 0 0:1 / / rw - 9p none rw' })).toBeNull()
    expect(place('linux', '/root/w', { mounts: '1 0 0:1 / / rw - overlay overlay rw' })).toBeNull()
    expect(place('linux', '/mnt/nfs/w', { mounts: '' })).toBeNull()
  })

  it('and a refusal says what is wrong, that nothing was touched, and the way out', () => {
    for (const fault of [{ reason: 'network', name: '\\\\server\\share' }, { reason: 'synced', name: '坚果云' }]) {
      const message = messageOf('PLACE_REFUSED', fault)
      for (const words of [fault.name, '没有读，也没有写', '本机磁盘', '--数据文件夹=']) expect(message).toContain(words)
    }
  })
})

describe('the level of a disk', () => {
  const [megabyte, gigabyte] = [1024 ** 2, 1024 ** 3]
  it.each([[0, 0, 'scarce'], [200 * megabyte - 1, 0, 'scarce'], [200 * megabyte, 0, 'little'], [gigabyte - 1, 0, 'little'], [gigabyte, 0, 'ample'], [gigabyte, 400 * megabyte, 'little'], [2 * gigabyte, 400 * megabyte, 'ample']])(
    'with %d bytes free and backups of %d is %s', (free, backup, level) => { expect(diskLevel(free, backup)).toBe(level) })
  it('is told by what is surely there', () => { expect([roomText(0), roomText(200 * megabyte - 1), roomText(gigabyte), roomText(1.99 * gigabyte)]).toEqual(['0 MB', '199 MB', '1.0 GB', '1.9 GB']) })
})

describe('a clock', () => {
  const seen = new Date('2026-09-08T08:30:00Z')
  it.each([
    ['2026-09-08T08:30:00Z', 'fine'], ['2026-09-07T08:30:00Z', 'fine'], ['2026-09-07T08:29:59Z', 'behind'], ['2000-01-01T00:00:00Z', 'behind'], ['1970-01-01T00:00:00Z', 'behind'],
    ['2026-10-18T08:30:00Z', 'fine'], ['2026-10-18T08:30:01Z', 'ahead'], ['2036-09-08T08:30:00Z', 'ahead'],
  ])('that shows %s after 8 September is %s', (now, state) => { expect(judgeClock(seen, new Date(now))).toBe(state) })
  it('is believed on the first day', () => { expect(judgeClock(null, new Date('1970-01-01'))).toBe('fine') })
})

describe('what the officer is told', () => {
  const status = (more: Partial<SurroundingsStatus['disk']>, clock: SurroundingsStatus['clock'] = { state: 'fine', seenAt: null }) => ({ disk: { free: 100 * 1024 ** 2, level: 'ample' as const, reserve: 'kept' as const, ...more }, clock })
  const now = new Date('2026-12-01T08:30:00Z')
  const codes = (...given: Parameters<typeof status>) => remindersOf(status(...given), now).map(({ code }) => code)
  it('is nothing while all is well', () => { expect(codes({})).toEqual([]) })
  it('is one thing about the disk, the gravest', () => {
    expect(codes({ level: 'little' })).toEqual(['diskLittle'])
    expect(codes({ level: 'scarce', reserve: 'none' })).toEqual(['diskScarce'])
    expect(codes({ level: 'scarce', reserve: 'used' })).toEqual(['reserveUsed'])
  })
  it('names both days of a clock that jumped, and what is not done meanwhile', () => {
    const [behind] = remindersOf(status({}, { state: 'behind', seenAt: '2026-12-08T08:30:00.000Z' }), now)
    const [ahead] = remindersOf(status({}, { state: 'ahead', seenAt: '2026-09-08T08:30:00.000Z' }), now)
    for (const words of ['2026年12月1日', '2026年12月8日', '不清理旧备份和回收站']) expect(behind?.message).toContain(words)
    for (const words of ['跳到了2026年12月1日', '2026年9月8日', '不清理旧备份和回收站']) expect(ahead?.message).toContain(words)
  })
  it('begins with the disk', () => { expect(codes({ level: 'scarce' }, { state: 'ahead', seenAt: '2026-09-08T08:30:00.000Z' })).toEqual(['diskScarce', 'clockAhead']) })
})
