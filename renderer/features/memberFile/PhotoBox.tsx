import { useEffect, useRef, useState } from 'react'
import { longestPhotoSide, type MemberFile } from '../../../shared/domain/memberFile.ts'
import { base64Of } from '../../lib/base64Of.ts'
import { ApiError, callApi } from '../../lib/callApi.ts'
import { pictureOf, uprightJpeg } from '../meetings/index.ts'
import { useMemberFile } from './memberFileStore.ts'

function Photo({ id, name }: { id: string; name: string }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let ended = false
    callApi('materials.content', { id }).then((content) => {
      if (ended) return
      made = URL.createObjectURL(pictureOf(content).blob)
      setUrl(made)
    }, () => undefined)
    return () => {
      ended = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [id])
  return url === null ? <span className="sm">照片</span> : <img src={url} alt={`${name}的照片`} />
}

/** The photo of a file. A chosen one is drawn upright and small here; only its picture is kept. */
export function PhotoBox({ file: { photo, name } }: { file: MemberFile }) {
  const { act } = useMemberFile.getState()
  const chooser = useRef<HTMLInputElement>(null)
  const put = (chosen: File | undefined) => {
    if (!chosen) return
    void act(async (personId) => {
      const picture = await uprightJpeg(chosen, longestPhotoSide).catch((): never => { throw new ApiError({ code: 'PHOTO_UNREADABLE', message: '', params: { name: chosen.name, what: 'person' } }) })
      return callApi('materials.setPhoto', { personId, jpegBase64: await base64Of(picture.blob) })
    })
  }
  const label = photo === null ? '添加照片' : '更换照片'
  return (
    <div className="photo-box">
      <button type="button" aria-label={label} title={label} onClick={() => chooser.current?.click()}>{photo === null ? <span className="sm">照片</span> : <Photo key={photo} id={photo} name={name} />}</button>
      <input ref={chooser} type="file" accept="image/jpeg,image/png,image/webp" hidden tabIndex={-1} aria-label="选择照片" onChange={(event) => { put(event.target.files?.[0]); event.target.value = '' }} />
    </div>
  )
}
