import { useEffect, useMemo, useRef, useState } from 'react'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { documentNames } from '../../../shared/domain/documents.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import type { ApiError } from '../../lib/callApi.ts'
import { CopyText } from './CopyText.tsx'
import { PagesState, PaperPages, usePaperPages } from './PaperPages.tsx'
import { PrintButton } from './PrintButton.tsx'
import { PaperChoice, type PaperWanted } from './PaperChoice.tsx'
import { flushAll } from '../session/index.ts'
import { useEditor } from './editorStore.ts'
import { usePhotoPage } from './photoPageStore.ts'

interface PreviewProps { kind: MeetingKind; meetingId: string; wanted: PaperWanted; onWanted(wanted: PaperWanted): void; onClose(): void; onExport(): void }

/** The true pages, drawn from the very PDF that would be exported. */
export function Preview({ kind, meetingId, wanted, onWanted, onClose, onExport }: PreviewProps) {
  const [copyError, setCopyError] = useState<ApiError | null>(null)
  const [printError, setPrintError] = useState<ApiError | null>(null)
  const first = useRef<HTMLElement>(null)
  const draft = useEditor((state) => state.draft)
  const photos = usePhotoPage((state) => state.photos)
  const shown = useMemo(() => ({ draft, photos }), [draft, photos])
  const drawn = usePaperPages(meetingId, wanted, shown, flushAll)
  useEffect(() => { first.current?.querySelector<HTMLElement>('select')?.focus() }, [])
  return (
    <aside className="preview" aria-label="预览" ref={first} onKeyDown={(event) => { if (event.key === 'Escape' && !event.nativeEvent.isComposing && first.current?.contains(event.target as Node)) { event.stopPropagation(); onClose() } }}>
      <div className="preview-head">
        <PaperChoice kind={kind} wanted={wanted} onChange={onWanted} />
        <PagesState drawn={drawn} />
        <span className="row"><CopyText meetingId={meetingId} wanted={wanted} onError={setCopyError} /><PrintButton pdf={drawn.busy || drawn.error ? null : drawn.preview?.pdf ?? null} onError={setPrintError} /><button className="btn" type="button" onClick={onExport}>导出{documentNames[wanted.document]}</button><button className="btn quiet" type="button" onClick={onClose}>关闭 <kbd>Esc</kbd></button></span>
      </div>
      {copyError && <ErrorNotice sentence={copyError.sentence} />}
      {printError && <ErrorNotice sentence={printError.sentence} />}
      <PaperPages drawn={drawn} />
    </aside>
  )
}
