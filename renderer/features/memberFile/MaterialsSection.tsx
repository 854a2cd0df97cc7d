import { type ClipboardEvent, type DragEvent, useCallback, useState } from 'react'
import { partsOf, sizeText } from '../../../shared/domain/attachment.ts'
import { materialKindNames, materialKinds, type Material, type MaterialKind, type MemberFile } from '../../../shared/domain/memberFile.ts'
import { chinesePartialDate } from '../../../shared/domain/partialDate.ts'
import { base64Of } from '../../lib/base64Of.ts'
import { asApiError, callApi } from '../../lib/callApi.ts'
import { AttachmentPreview, isShown, pictureOf, Thumbnail } from '../meetings/index.ts'
import { useMemberFile } from './memberFileStore.ts'
import { useMaterialFacts } from './useMaterialFacts.ts'

type Load = (id: string) => Promise<ReturnType<typeof pictureOf>>

/** One paper: what it looks like, its kind, its day, its pages. A photographed ID card is drawn only when it is opened. */
function Tile({ material, isBroken, load, onShow, onOpen, onFound }: { material: Material; isBroken: boolean; load: Load; onShow(): void; onOpen(): void; onFound(): void }) {
  const { act } = useMemberFile.getState()
  const { id, name, kind, media, size, pages, datedOn } = material
  const describe = (change: { kind?: MaterialKind; pages?: number | null; datedOn?: string | null }) => void act(async () => { await callApi('materials.describe', { id, ...change }) })
  const { wrongDay, leaveDay, leavePages } = useMaterialFacts({ datedOn, pages }, describe)
  return (
    <li className="attachment" data-field={`material.${id}`}>
      {isBroken ? <div className="thumb torn"><span className="tag red">文件损坏或不见了</span></div> : <button className="thumb" type="button" onClick={() => { if (isShown(media)) onShow(); else onOpen() }}><span className="visually-hidden">{isShown(media) ? '看' : '打开'}{name}</span>{kind === 'idCard' ? <span className="thumb-word">已隐藏</span> : <Thumbnail id={id} media={media} load={load} />}</button>}
      <p className="material-name" title={name}>{partsOf(name).stem}<span className="mut sm">.{partsOf(name).extension}</span></p>
      <div className="row"><select className="input role" aria-label={`${name}的种类`} value={kind} onChange={(event) => { const chosen = materialKinds.find((one) => one === event.target.value); if (chosen) describe({ kind: chosen }) }}>{materialKinds.map((one) => <option key={one} value={one}>{materialKindNames[one]}</option>)}</select></div>
      <div className="row material-facts">
        <input key={`on ${datedOn ?? ''}`} className="input num" aria-label={`${name}的落款日期`} placeholder="落款日期" defaultValue={datedOn === null ? '' : chinesePartialDate(datedOn)} maxLength={20} aria-invalid={wrongDay} onBlur={(event) => leaveDay(event.target.value)} />
        <input key={`pages ${pages ?? ''}`} className="input num pages" aria-label={`${name}的页数`} placeholder="页数" defaultValue={pages ?? ''} inputMode="numeric" maxLength={4} onBlur={(event) => leavePages(event.target.value)} />
      </div>
      {wrongDay && <p className="error-text sm" role="alert">可以写2025.06或2025.06.30。</p>}
      <div className="row attachment-acts">{isBroken ? <button className="btn small bring-back" type="button" aria-label={`从备份找回${name}`} onClick={onFound}>从备份找回</button> : <button className="btn quiet small" type="button" aria-label={`打开${name}`} onClick={onOpen}>打开</button>}<button className="btn quiet small" type="button" aria-label={`删除${name}`} onClick={() => void act(async () => { await callApi('materials.remove', { id }) })}>删除</button><span className="mut sm num">{sizeText(size)}</span></div>
    </li>
  )
}

/** Scans of the papers of a person: chosen, dropped, pasted. */
export function MaterialsSection({ file }: { file: MemberFile }) {
  const { act, addMaterials, forget } = useMemberFile.getState()
  const busy = useMemberFile((state) => state.busy)
  const refused = useMemberFile((state) => state.refusedFiles)
  const [kind, setKind] = useState<MaterialKind>('application')
  const [over, setOver] = useState(false)
  const [trash, setTrash] = useState(false)
  const [shownId, setShownId] = useState<string | null>(null)
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set())
  const [foundAgain, setFoundAgain] = useState<string | null>(null)
  /** A file that cannot be read is told on its tile, with the way to get it back. */
  const told = useCallback((id: string, thrown: unknown) => {
    const error = asApiError(thrown)
    if (error.code === 'ATTACHMENT_DAMAGED') setBroken((known) => new Set([...known, id]))
    return error
  }, [])
  const load: Load = useCallback(async (id) => pictureOf(await callApi('materials.content', { id }).catch((thrown: unknown): never => { throw told(id, thrown) })), [told])
  const openOutside = (id: string) => { callApi('materials.open', { id }).catch((thrown: unknown) => useMemberFile.setState({ error: told(id, thrown) })) }
  const findAgain = ({ id, name }: Material) => void act(async () => {
    const { placeName } = await callApi('damage.findAttachment', { id })
    setBroken((known) => new Set([...known].filter((each) => each !== id)))
    setFoundAgain(`“${name}”已从${placeName}的备份找回。`)
  }, false)
  const { materials, removedMaterials: removed } = file
  const previews = materials.filter(({ media }) => isShown(media))
  const shownAt = previews.findIndex(({ id }) => id === shownId)
  const shown = previews[shownAt]
  const choose = () => { callApi('dialogs.openFiles', {}).then(({ files }) => addMaterials(files.map(({ fileToken }) => fileToken), kind), (thrown: unknown) => useMemberFile.setState({ error: asApiError(thrown) })) }
  const bring = (files: readonly File[]) => void act(async (personId) => {
    const bad: { name: string; message: string }[] = []
    for (const each of files) {
      try {
        await callApi('materials.addBytes', { personId, name: each.name, base64: await base64Of(each), kind })
      } catch (thrown) {
        const error = asApiError(thrown)
        if (error.code === 'LOCKED' || error.code === 'SERVICE_STOPPED' || error.code === 'DISK_FULL') throw thrown
        bad.push({ name: each.name, message: error.sentence.happened })
      }
    }
    useMemberFile.setState({ refusedFiles: bad })
  })
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(false)
    bring([...event.dataTransfer.files])
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    bring(files)
  }
  return (
    <div className={`materials stack ${over ? 'over' : ''}`} tabIndex={0} role="region" aria-label="材料的扫描件" onPaste={paste} onDrop={drop} onDragOver={(event) => { if (event.dataTransfer.types.includes('Files')) { event.preventDefault(); setOver(true) } }} onDragLeave={() => setOver(false)}>
      <div className="row wrap">
        <select className="input kind" aria-label="要添加的材料种类" value={kind} onChange={(event) => setKind(materialKinds.find((one) => one === event.target.value) ?? 'other')}>{materialKinds.map((one) => <option key={one} value={one}>{materialKindNames[one]}</option>)}</select>
        <button className="btn small" type="button" disabled={busy} onClick={choose}>{busy ? '正在添加…' : `添加${materialKindNames[kind]}`}</button>
        {removed.length > 0 && <button className="btn quiet small" type="button" aria-expanded={trash} onClick={() => setTrash(!trash)}>回收站（{removed.length}）</button>}
      </div>
      {refused.length > 0 && <div className="notice warn" role="alert"><div><b>{refused.length}个文件没有添加</b>，其他材料没有变化。<ul>{refused.map(({ name, message }) => <li key={name}>{message}</li>)}</ul></div><button className="btn quiet small" type="button" onClick={() => forget('refusedFiles')}>收起</button></div>}
      {foundAgain !== null && <div className="notice" role="status"><span>{foundAgain}</span><button className="btn quiet small" type="button" onClick={() => setFoundAgain(null)}>收起</button></div>}
      {materials.length === 0 ? <div className="drop-here"><p>还没有材料。申请书、志愿书、证书的扫描件放在这里，随档案一起加密保存。</p></div>
        : <ul className="attachment-tiles">{materials.map((material) => <Tile key={material.id} material={material} isBroken={broken.has(material.id)} onShow={() => setShownId(material.id)} load={load} onOpen={() => openOutside(material.id)} onFound={() => findAgain(material)} />)}</ul>}
      {trash && removed.length > 0 && <ul className="attachment-trash" aria-label="回收站里的材料">{removed.map(({ id, name }) => <li key={id}><span>{name}</span><button className="btn link" type="button" aria-label={`恢复${name}`} onClick={() => void act(async () => { await callApi('materials.restore', { id }) })}>恢复</button></li>)}</ul>}
      <p className="mut sm">照片、PDF、Word、Excel，每个不超过50 MB。可以从文件夹拖到这里，或点一下这里按 <kbd>Ctrl V</kbd> 粘贴。</p>
      {shown && <AttachmentPreview attachment={shown} load={load} onOpen={() => openOutside(shown.id)} hasBefore={shownAt > 0} hasNext={shownAt < previews.length - 1} onTurn={(by) => setShownId(previews[shownAt + by]?.id ?? shown.id)} onClose={() => setShownId(null)} />}
    </div>
  )
}
