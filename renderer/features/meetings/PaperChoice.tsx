import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { DocumentName, DocumentPreset, documentNames, presetNames } from '../../../shared/domain/documents.ts'

export interface PaperWanted { document: DocumentName; preset: DocumentPreset }

/** Which paper, and in which form. */
export function PaperChoice({ kind, wanted, onChange }: { kind: MeetingKind; wanted: PaperWanted; onChange(wanted: PaperWanted): void }) {
  // Two people who talk sign their talk, no list.
  const papers = DocumentName.options.filter((name) => kindFacts[kind].expects !== 'talkers' || name === 'record')
  return (
    <div className="paper-choice">
      <label><span className="label">文书</span>
        <select className="input" value={wanted.document} onChange={(event) => onChange({ ...wanted, document: DocumentName.parse(event.target.value) })}>{papers.map((name) => <option key={name} value={name}>{documentNames[name]}</option>)}</select></label>
      <label><span className="label">版式</span>
        <select className="input" value={wanted.preset} onChange={(event) => onChange({ ...wanted, preset: DocumentPreset.parse(event.target.value) })}>{DocumentPreset.options.map((name) => <option key={name} value={name}>{presetNames[name]}</option>)}</select></label>
    </div>
  )
}
