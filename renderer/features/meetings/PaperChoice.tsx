import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { secretVotesOf } from '../../../shared/domain/meeting.ts'
import { DocumentName, DocumentPreset, documentNames, presetNames } from '../../../shared/domain/documents.ts'
import { useEditor } from './editorStore.ts'

export interface PaperWanted { document: DocumentName; preset: DocumentPreset }

/** Which paper, and in which form. */
export function PaperChoice({ kind, wanted, onChange }: { kind: MeetingKind; wanted: PaperWanted; onChange(wanted: PaperWanted): void }) {
  const hasBallot = useEditor(({ draft }) => draft !== null && secretVotesOf(draft.agenda).length > 0)
  // Two people who talk sign their talk, no list. A paper that was chosen stays in the list when the record loses its ballot: the refusal says why.
  const papers = DocumentName.options.filter((name) => {
    if (name === 'ballot' || name === 'tally') return hasBallot || name === wanted.document
    return kindFacts[kind].expects !== 'talkers' || name === 'record'
  })
  return (
    <div className="paper-choice">
      <label><span className="label">文书</span>
        <select className="input" value={wanted.document} onChange={(event) => onChange({ ...wanted, document: DocumentName.parse(event.target.value) })}>{papers.map((name) => <option key={name} value={name}>{documentNames[name]}</option>)}</select></label>
      <label><span className="label">版式</span>
        <select className="input" value={wanted.preset} onChange={(event) => onChange({ ...wanted, preset: DocumentPreset.parse(event.target.value) })}>{DocumentPreset.options.map((name) => <option key={name} value={name}>{presetNames[name]}</option>)}</select></label>
    </div>
  )
}
