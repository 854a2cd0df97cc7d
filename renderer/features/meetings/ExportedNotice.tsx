import { callApi } from '../../lib/callApi.ts'

export interface Exported { fileToken: string; fileName: string }
interface ExportedNoticeProps { exported: Exported; onError(thrown: unknown): void; onFold(): void }

/** Where the paper went, and what to do with it. */
export function ExportedNotice({ exported: { fileToken, fileName }, onError, onFold }: ExportedNoticeProps) {
  const open = (channel: 'files.open' | 'files.showInFolder') => { callApi(channel, { fileToken }).catch(onError) }
  return (
    <div className="notice" role="status"><span>已导出 {fileName}</span>
      <span className="row"><button className="btn" type="button" onClick={() => open('files.open')}>打开</button><button className="btn" type="button" onClick={() => open('files.showInFolder')}>打开所在文件夹</button><button className="btn quiet" type="button" onClick={onFold}>收起</button></span></div>
  )
}
