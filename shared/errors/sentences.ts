import { isTableRefusal, wordsOfRefusal } from '../domain/tableRefusal.ts'
import type { ErrorCode } from './codes.ts'

/** What a person is told: what happened, what is safe, what to do; and the word on the button that does it, where one does. */
export interface Sentence { happened: string; safe: string; next: string; button?: string }
type Params = Readonly<Record<string, string>>

const nothingChanged = '数据没有变化。'
const saved = '已保存的内容都在，没有改动。'

const neverWiped = '数据完好，输错多少次都不会删除数据。'

/** What is broken in a backup, by the part that the check names. */
const brokenParts: Readonly<Record<string, string>> = { manifest: '说明文件损坏', keyring: '口令文件损坏或不见了', database: '数据文件损坏或不见了', attachment: '有附件损坏或不见了', key: '它不是用本支部的密钥加密的' }
const waitOf = (seconds: number): string => (seconds < 60 ? `${Math.max(1, seconds)}秒` : `${Math.ceil(seconds / 60)}分钟`)

const sentences: Record<ErrorCode, (p: Params) => Sentence> = {
  UNKNOWN_CHANNEL: () => ({ happened: '没有这个功能。', safe: nothingChanged, next: '请用最新版本的支部工作台再试。' }),
  INVALID_REQUEST: () => ({ happened: '这一行不是完整的请求。', safe: nothingChanged, next: '每行写一个 JSON 请求，含 id、channel 和 input。' }),
  INVALID_INPUT: () => ({ happened: '有内容不合要求。', safe: nothingChanged, next: '请按提示改正后再试。' }),
  REQUEST_TOO_LARGE: () => ({ happened: '一次提交的内容过大。', safe: nothingChanged, next: '请分几次提交。' }),
  INTERNAL: ({ incident }) => ({ happened: `支部工作台内部出错${incident ? `（编号 ${incident}）` : ''}。`, safe: saved, next: '请再试一次；仍不行就退出后重新打开。', button: '再试一次' }),
  NO_WORKSPACE: () => ({ happened: '这里还没有建立支部。', safe: nothingChanged, next: '请先填写单位、支部和口令，建立支部工作台。', button: '建立支部' }),
  WORKSPACE_EXISTS: () => ({ happened: '这里已经建立过支部。', safe: saved, next: '请输入口令打开；不会覆盖原有数据。', button: '输入口令' }),
  LOCKED: () => ({ happened: '支部工作台已锁定。', safe: saved, next: '请输入口令。', button: '输入口令' }),
  WRONG_PASSWORD: ({ seconds }) => (seconds
    ? { happened: '口令不对。', safe: neverWiped, next: `请等${waitOf(Number(seconds))}再试；忘记口令可以用恢复码。`, button: '忘记口令' }
    : { happened: '口令不对。', safe: saved, next: '请检查大小写和输入法后再试；忘记口令可以用恢复码。', button: '忘记口令' }),
  WRONG_RECOVERY_CODE: ({ seconds }) => ({ happened: '恢复码不对。', safe: seconds ? neverWiped : saved, next: `请${seconds ? `等${waitOf(Number(seconds))}，再` : ''}对照打印的那张纸逐组输入，字母不分大小写。` }),
  TOO_MANY_ATTEMPTS: ({ seconds }) => ({ happened: '连续多次输错，暂时不能再试。', safe: neverWiped, next: `请等${waitOf(Number(seconds ?? 0))}再试；忘记口令可以用恢复码。` }),
  RECOVERY_NOT_CONFIRMED: () => ({ happened: '键入的8个字符与恢复码不符。', safe: nothingChanged, next: '请对照恢复码再输入一次。' }),
  KEYRING_DAMAGED: () => ({ happened: '口令文件损坏，无法核对口令。', safe: '口令没有错，也没有失效；会议记录等数据仍在加密的数据库里，没有改动。', next: '每份备份都带着自己的口令文件：可以用它打开现在的数据，或从备份恢复。', button: '打开数据文件夹' }),
  KEYRING_NOT_MENDED: ({ found }) => (found === 'none'
    ? { happened: '这台电脑上没有可用的口令文件。', safe: nothingChanged, next: '请插上存有备份的U盘，从U盘的备份恢复。' }
    : { happened: '口令是对的，但备份里的口令文件打不开现在的数据：那以后换过数据密钥。', safe: nothingChanged, next: '请从备份恢复。' }),
  DATABASE_DAMAGED: ({ detail, lost }) => (detail === 'open'
    ? { happened: '数据文件里有一处读不出来，这一步没有做成。', safe: '屏幕上的文字还在，没有关闭；损坏的文件原样保留。', next: '请先不要关闭窗口，从备份恢复后再补存屏幕上的文字。' }
    : detail === 'log'
      ? { happened: '最后几次保存读不出来。口令是对的。', safe: `以前保存的内容都在；日志文件里有一处损坏，${lost ? `它后面的${lost}次保存` : '它后面的保存'}不能直接打开。文件原样保留，没有改动。`, next: '请选一种办法继续。', button: '打开数据文件夹' }
      : { happened: '数据文件损坏，打不开。口令是对的。', safe: '损坏的文件原样保留，没有改动。', next: '请从备份恢复；没有备份时，用“只读抢救”把读得出的内容写成文书。', button: '打开数据文件夹' }),
  DATABASE_MISSING: () => ({ happened: '数据文件 branch.db 不见了，口令文件还在。', safe: '没有新建文件，也没有改动任何文件。', next: '请先看看是否被移走或被杀毒软件隔离，放回原处后再试一次；找不到就从备份恢复。', button: '打开数据文件夹' }),
  DATABASE_NEWER: ({ found, known }) => ({ happened: `数据是更新版本的支部工作台写的${found ? `（数据版本 ${found}，本程序只认识到 ${known ?? ''}）` : ''}。`, safe: '数据完好，本程序一个字节也没有写。', next: '请安装最新版本的支部工作台后再打开。', button: '退出' }),
  IN_USE: ({ user, host, same }) => ({ happened: same === 'yes' ? '支部工作台已经在这台电脑上打开了。' : `数据文件夹正由${host ? `电脑“${host}”上的` : ''}${user ? `用户“${user}”` : '另一个程序'}使用。`, safe: '数据完好，本次没有读写。', next: same === 'yes' ? '请切换到已打开的窗口；找不到窗口时，关闭它后再试。' : '请在那边退出支部工作台后再试。', button: '再试一次' }),
  READ_ONLY_FOLDER: () => ({ happened: '数据文件夹不能写入。', safe: '数据完好，没有改动。', next: '请检查文件夹是否被设为只读，或请信息管理员给当前用户写入权限。', button: '再试一次' }),
  FOLDER_UNREADABLE: () => ({ happened: '数据文件夹打不开。', safe: '数据没有改动。', next: '请检查文件夹所在的磁盘是否接好，以及当前用户有没有权限。', button: '再试一次' }),
  DISK_FULL: ({ what }) => (what === 'backup'
    ? { happened: '磁盘空间不足，备份没有做成。', safe: '数据和以前的备份都在，没有变化。', next: '请清理磁盘后再备份；备份在U盘里的，请换一个空间大的U盘。', button: '再试一次' }
    : what === 'content'
    ? { happened: '磁盘空间不足，这个文件没有放进来。', safe: '会议记录和其他附件都在，没有变化。', next: '请清理磁盘后再添加一次。' }
    : what === 'keys'
    ? { happened: '磁盘空间不足，没有更换。', safe: '数据、口令和恢复码都没有变化。', next: '请清理磁盘后再试。', button: '再试一次' }
    : what === 'papers'
    ? { happened: '磁盘空间不足，文书没有写出。', safe: '此前写出的文书都在，会议记录没有变化。', next: '请清理磁盘，或换一个文件夹再导出。' }
    : { happened: '磁盘空间不足，没有保存成功。', safe: '此前已保存的内容都在；屏幕上的文字还在。', next: '请清理磁盘后点“再试一次”。', button: '再试一次' }),
  DISK_ERROR: () => ({ happened: '磁盘读写出错，没有保存成功。', safe: '此前已保存的内容都在；屏幕上的文字还在。', next: '请检查磁盘后点“再试一次”；仍不行先把屏幕上的文字复制出来。', button: '再试一次' }),
  PLACE_REFUSED: ({ reason, name }) => ({
    happened: reason === 'synced' ? `数据文件夹在${name ? `“${name}”的` : ''}同步文件夹里，不能在那里使用。` : `数据文件夹在网络或共享的位置${name ? `“${name}”` : ''}上，不能在那里使用。`,
    safe: `那里的文件没有读，也没有写。${reason === 'synced' ? '同步软件会取走保存到一半的文件，数据就坏了。' : '网络一断，保存到一半的数据就坏了。'}`,
    next: '请在本机磁盘上建一个文件夹，把数据文件夹整个复制进去；再请信息管理员打开程序快捷方式的属性，在“目标”的最后空一格，加上 --数据文件夹= 和那个文件夹的路径。', button: '打开数据文件夹',
  }),
  NOT_FOUND: () => ({ happened: '找不到这条记录，可能已删除。', safe: '其他记录没有变化。', next: '请回到列表刷新。', button: '回到列表' }),
  CONFLICT: ({ what, later }) => (what === 'undo' ? { happened: later ? `之后还有一步：${later}。` : '之后又改过，不能直接撤销。', safe: nothingChanged, next: '请先撤销后面那一步，或打开它直接改。', button: '打开看看' } : { happened: '这条记录在别处改过了。', safe: '两边的内容都在：这里的文字没有写入。', next: '请先复制这里改动的文字，再重新打开记录。', button: '重新打开' }),
  UNDO_DONE: () => ({ happened: '这一步已经撤销过了。', safe: nothingChanged, next: '请刷新操作记录。', button: '刷新' }),
  UNDO_REFUSED: ({ reason }) => ({ happened: '这一步不能撤销。', safe: nothingChanged, next: reason || '请打开它直接改。' }),
  MEETING_FINAL: () => ({ happened: '这条记录已经定稿，不能直接改。', safe: '定稿的内容没有变化。', next: '要改请先“更正”，写明原因；原来的版本会保留。', button: '更正' }),
  NOT_FINAL: ({ wanted }) => ({ happened: '这条记录还没有定稿。', safe: nothingChanged, next: wanted === 'archive' ? '请先定稿，打印签字并附上扫描件后再归档。' : '草稿可以直接修改，不用更正。' }),
  VOTES_BROKEN: ({ detail }) => ({ happened: `表决数字对不上，不能定稿${detail ? `：${detail}` : '。'}`, safe: '记录仍是草稿，没有变化。', next: '请核对到会人数和票数后再定稿。', button: '去核对' }),
  MINUTES_FINAL: () => ({ happened: '这份纪要已经定稿，不能直接改。', safe: '定稿的纪要没有变化。', next: '要改请先“更正”，写明原因；原来的版本会保留。', button: '更正' }),
  MINUTES_NOT_FINAL: () => ({ happened: '这份纪要还没有定稿。', safe: nothingChanged, next: '拟稿可以直接修改，不用更正。' }),
  RECORD_NOT_FINAL: () => ({ happened: '会议记录还没有定稿，纪要不能先定稿。', safe: '纪要仍是拟稿，内容都在。', next: '纪要以定稿的记录为准，请先把记录定稿。', button: '去定稿记录' }),
  NOTHING_REPLACED: () => ({ happened: '这份纪要没有重新起草过，没有可以找回的文字。', safe: nothingChanged, next: '更早的定稿在“定稿的历史”里。' }),
  PEOPLE_LINES: ({ count }) => ({ happened: `有${count ?? '几'}行读不懂。`, safe: '一行也没有写入。', next: '请按提示改正后再登记。' }),
  NO_ROSTER_FOUND: ({ name }) => ({ happened: `${name ? `“${name}”里` : '这里'}没有找到名册：没有看到“姓名”“人员类别”这样的表头。`, safe: '没有读入任何内容。', next: '请确认选对了文件，表头一行要和人员在同一张表上；也可以连表头一起复制后粘贴。', button: '换一份文件' }),
  IMPORT_SOURCE_GONE: () => ({ happened: '刚才读到的名册已不在了，可能是锁定过，或又读了另一份。', safe: nothingChanged, next: '请重新选择文件。', button: '重新选择' }),
  NOTHING_IMPORTED: () => ({ happened: '没有可以撤销的导入。', safe: nothingChanged, next: '近30天做过的操作都在“操作记录”里。' }),
  PERSON_EXISTS: ({ name, what }) => ({ happened: `名册里已有同名的人：${name ?? ''}。`, safe: nothingChanged, next: what === 'undo' ? '如是两个人，请先在“党员”里给现有的那位改名，例如“张伟（二组）”，再恢复。' : '如是两个人，请在姓名后加括号区分，例如“张伟（二组）”。' }),
  POST_NEEDS_MEMBER: ({ name }) => ({ happened: `${name ?? '此人'}当时不是正式党员，不能担任党内职务。`, safe: nothingChanged, next: '请先登记其成为正式党员的日期，或改选任职日期。' }),
  LAST_STATUS: () => ({ happened: '每个人至少要有一条人员类别。', safe: nothingChanged, next: '请先登记正确的人员类别，再删除这一条。' }),
  PERSON_IN_RECORDS: ({ name, what }) => ({ happened: `${name ?? '此人'}已有会议签到、培训学时、发展党员、双培养或党费的记录，不能${what === 'undo' ? '撤销登记' : '删除'}。`, safe: nothingChanged, next: '可以登记“离开支部”及日期，以前的记录照旧。', button: '登记离开支部' }),
  MERGE_REFUSED: ({ reason }) => ({ happened: '这两个人不能合并。', safe: nothingChanged, next: reason || '请先核对两人的档案。' }),
  FILE_TYPE_REFUSED: ({ name, reason }) => ({ happened: `没有添加${name ? `“${name}”` : '这个文件'}${reason ? `：${reason}` : ''}。`, safe: '其他附件没有变化。', next: '可以添加照片、PDF、Word文档和Excel表格。' }),
  FILE_TOO_LARGE: ({ name }) => ({ happened: `没有添加${name ? `“${name}”` : '这个文件'}：超过50兆。`, safe: '其他附件没有变化。', next: '请压缩或拆分后再添加。' }),
  FILE_UNREADABLE: ({ name }) => ({ happened: `没有添加${name ? `“${name}”` : '这个文件'}：文件读不出来。`, safe: '其他附件没有变化。', next: '请检查文件是否被移走、U盘是否拔出，再添加一次。' }),
  ATTACHED_ALREADY: ({ name, as }) => ({ happened: `没有添加${name ? `“${name}”` : '这个文件'}：同样的内容已在附件里${as ? `，名为“${as}”` : ''}。`, safe: '原有的附件没有变化。', next: '不用重复添加。' }),
  TOO_MANY_ATTACHMENTS: () => ({ happened: '一次会议最多200个附件。', safe: '其他附件没有变化。', next: '请先删除不需要的附件。' }),
  TOO_MANY_MATERIALS: () => ({ happened: '一个人的档案最多200份材料。', safe: '其他材料没有变化。', next: '请先删除不需要的材料。' }),
  NO_SIGNED_SCAN: () => ({ happened: '还没有签字扫描件，不能归档。', safe: '记录仍是定稿，没有变化。', next: '请打印后签字，扫描或拍照，作为“签字扫描件”添加到附件；更正过的要用新签的。', button: '添加签字扫描件' }),
  MEETING_ARCHIVED: () => ({ happened: '这次会议已签字归档，附件不能删改。', safe: '归档的内容没有变化。', next: '要改请先“更正”，写明原因。' }),
  PHOTO_PAGE_FULL: () => ({ happened: '照片页最多放12张照片。', safe: '照片页和附件没有变化。', next: '请先取下一张，再放入这一张。' }),
  PHOTO_UNREADABLE: ({ name, what }) => ({ happened: `${name ? `“${name}”` : '这张照片'}打不开，没有放入${what === 'person' ? '档案' : '照片页'}。`, safe: what === 'person' ? '原来的照片没有变化。' : '照片页和附件没有变化。', next: `请用看图程序打开它另存一张，再${what === 'person' ? '选一次' : '添加到附件'}。` }),
  ATTACHMENT_DAMAGED: ({ name }) => ({ happened: `附件${name ? `“${name}”` : ''}的文件损坏或不见了。`, safe: '会议记录和其他附件没有变化。', next: '请在附件上点“从备份找回”；找不回来时，请用原来的文件再添加一次。' }),
  ATTACHMENT_NOT_FOUND: ({ name, place }) => ({ happened: `备份里也没有附件${name ? `“${name}”` : ''}的完好文件。`, safe: '会议记录和其他附件没有变化，损坏的文件也没有删除。', next: `${place ? `请插上“${place}”再找一次；` : ''}有原来的照片或文件的，请删除这个附件后重新添加。` }),
  BACKUP_FAILED: ({ reason }) => ({ happened: `备份没有做成${reason ? `：${reason}` : ''}。`, safe: '数据和以前的备份都没有变化。', next: '请再试一次；仍不行就检查磁盘空间和文件夹的权限。', button: '再试一次' }),
  BACKUP_DAMAGED: ({ part, count }) => ({ happened: `这份备份不完整：${brokenParts[part ?? ''] ?? '有文件损坏或不见了'}${count && count !== '1' ? `（共${count}处）` : ''}。`, safe: '正在使用的数据没有变化，其他备份也没有变化。', next: '请换一份已验证的备份，或现在再备份一次。', button: '立即备份' }),
  BACKUP_NOT_FOUND: () => ({ happened: '找不到这份备份，可能已按保留规则清理，或在没有插上的U盘里。', safe: '数据和其他备份没有变化。', next: '请刷新备份列表；在U盘里的请先插上U盘。', button: '刷新列表' }),
  PLACE_NOT_THERE: ({ name }) => ({ happened: `找不到备份用的第二个位置${name ? `“${name}”` : ''}。`, safe: '数据和本机的备份都在，没有变化。', next: '请插上U盘，或重新选择一个文件夹。', button: '重新选择' }),
  PLACE_UNSUITABLE: ({ reason }) => ({ happened: `这个文件夹不能用来放备份${reason ? `：${reason}` : ''}。`, safe: nothingChanged, next: '请选U盘，或另一块磁盘上的文件夹。', button: '重新选择' }),
  TABLE_REFUSED: ({ name, reason }) => {
    const { happened, next } = wordsOfRefusal(reason !== undefined && isTableRefusal(reason) ? reason : 'otherFile')
    return { happened: `${name ? `“${name}”` : '这份表格'}${happened}。`, safe: '没有导入任何内容，原有的数据没有变化。', next }
  },
  TABLE_CANCELLED: () => ({ happened: '已停止读取表格。', safe: '没有导入任何内容，原有的数据没有变化。', next: '需要时可以重新选择文件。' }),
  FILE_TOKEN_UNKNOWN: () => ({ happened: '保存位置已失效。', safe: nothingChanged, next: '请重新选择保存位置。' }),
  FILE_NOT_READ: ({ reason }) => ({ happened: `文件读不出文字${reason ? `：${reason}` : ''}。`, safe: nothingChanged, next: '请用Word或记事本打开它，复制全文后粘贴。' }),
  FILE_NOT_WRITTEN: ({ reason }) => ({ happened: `文件没有写成${reason ? `：${reason}` : ''}。`, safe: '原有的同名文件没有改动，会议记录也没有变化。', next: '如文件正在Word中打开，请先关闭；或换一个位置保存。', button: '换个位置' }),
  RULES_FILE: ({ reason }) => ({ happened: `这个文件不是规则库${reason ? `：${reason}` : ''}。`, safe: '规则没有变化。', next: '请选择上级或程序作者发来的规则库文件。' }),
  FILE_GONE: () => ({ happened: '文件已被移走或删除。', safe: '会议记录没有变化。', next: '请重新导出。' }),
  FILE_NOT_OPENED: ({ what }) => (what === 'folder' ? { happened: '文件夹没有打开。', safe: '写出的文书都在。', next: '请用文件管理器打开导出时选择的文件夹。' } : { happened: '没有打开：这台电脑上没有能打开它的程序。', safe: what === 'attachment' ? '附件和会议记录没有变化。' : '文件已经写好，会议记录没有变化。', next: what === 'attachment' ? '请安装Word、WPS或PDF阅读器后再试；照片和PDF可以直接点缩略图看。' : '请安装Word、WPS或PDF阅读器，或用“打开所在文件夹”把它复制到别的电脑。' }),
  FOLDER_NOT_SHOWN: () => ({ happened: '数据文件夹没有打开，这台电脑上没有能打开它的程序。', safe: nothingChanged, next: '请信息管理员帮助找到数据文件夹。' }),
  DESKTOP_REFUSED: () => ({ happened: '这台电脑的设置没有改成，系统不允许或者磁盘已满。', safe: nothingChanged, next: '提醒的天数不受影响。请稍后再试，仍不行请信息管理员帮助。' }),
  PDF_NEEDS_WINDOW: () => ({ happened: '命令行里不能生成PDF。', safe: nothingChanged, next: '请在支部工作台的窗口里导出PDF，或改导出Word。' }),
  PDF_FAILED: () => ({ happened: 'PDF没有生成。', safe: '会议记录没有变化，也没有写出文件。', next: '请再试一次；仍不行可先导出Word。', button: '再试一次' }),
  TEMPLATE_BROKEN: ({ detail }) => ({ happened: `文书模板有问题${detail ? `：${detail}` : ''}。`, safe: '会议记录没有变化，也没有写出文件。', next: '请重新安装支部工作台以恢复自带模板。' }),
  TEMPLATE_REFUSED: ({ name, reason }) => ({ happened: `没有采用${name ? `“${name}”` : '这个文件'}${reason ? `：${reason}` : ''}。`, safe: '原有的模板没有变化。', next: '请用Word或WPS另存为.docx后再试，或换一份文件。', button: '换一份文件' }),
  TEMPLATE_FAULTS: ({ count, first }) => ({ happened: `模板有${count ?? '几'}处要改${first ? `：${first}` : ''}。`, safe: '原有的模板没有变化。', next: '请按提示改正后再采用。' }),
  TEMPLATE_MISSING: ({ document }) => ({ happened: `${document ?? '这种文书'}还没有本单位模板。`, safe: nothingChanged, next: '请先导入本单位模板，或改用公文式、表格式。', button: '导入模板' }),
  TEMPLATE_IN_USE: ({ name }) => ({ happened: `模板${name ? `“${name}”` : ''}正在使用，不能删除。`, safe: nothingChanged, next: '请先恢复自带的版式，再删除它。' }),
  NO_PRINTER: ({ what }) => ({ happened: '没有打印成功，可能没有装打印机。', safe: nothingChanged, next: what === 'recoveryCode' ? '请把恢复码抄写在纸上，与电脑分开保存。' : '请导出PDF，到有打印机的电脑上打印。' }),
  SERVICE_STOPPED: () => ({ happened: '数据服务意外停止，已重新启动。', safe: '已保存的内容都在；屏幕上的文字还在，输入口令后自动补存。', next: '请输入口令继续。', button: '继续' }),
  FORBIDDEN: () => ({ happened: '这个操作没有获准。', safe: nothingChanged, next: '请关闭程序后重新打开。' }),
}

/** The sentence of an error. */
export const sentenceOf = (code: ErrorCode, params: Params = {}): Sentence => sentences[code](params)

/** The same in one line, for the command line and for screen readers. */
export function messageOf(code: ErrorCode, params: Params = {}): string {
  const { happened, safe, next } = sentenceOf(code, params)
  return `${happened}${safe}${next}`
}
