import { useEffect, useState } from 'react'
import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { secretVotesOf } from '../../../shared/domain/meeting.ts'
import { DocumentForm, DocumentName, DocumentPreset, documentNames, formNames } from '../../../shared/domain/documents.ts'
import { leave, useRoute } from '../session/index.ts'
import { formInUse, useTemplates } from '../templates/index.ts'
import type { OwnTemplate } from '../../../shared/domain/template.ts'
import { useEditor } from './editorStore.ts'

export interface PaperWanted { document: DocumentName; preset: DocumentForm }

const noForms: readonly OwnTemplate[] = []

/** Which paper, in which form. A form of the unit's own is taken by default wherever there is one, until the officer takes another for that paper. */
export function usePaperWanted(kind: MeetingKind): [PaperWanted, (wanted: PaperWanted) => void] {
  const [{ document, preset }, setChosen] = useState<{ document: DocumentName; preset: DocumentForm | null }>({ document: 'record', preset: null })
  const forms = useTemplates((state) => state.forms) ?? noForms
  const read = useTemplates((state) => state.read)
  useEffect(() => { void read() }, [read])
  const hasOwn = (name: DocumentName) => formInUse(forms, name, kind) !== null
  const wanted = { document, preset: hasOwn(document) ? preset ?? 'own' : preset === null || preset === 'own' ? 'official' : preset } as const
  return [wanted, (next) => setChosen(next.document !== document && hasOwn(next.document) ? { document: next.document, preset: null } : next)]
}

/** Which paper, and in which form. */
export function PaperChoice({ kind, wanted, onChange }: { kind: MeetingKind; wanted: PaperWanted; onChange(wanted: PaperWanted): void }) {
  const hasBallot = useEditor(({ draft }) => draft !== null && secretVotesOf(draft.agenda).length > 0)
  const own = useTemplates(({ forms }) => formInUse(forms ?? [], wanted.document, kind))
  const go = useRoute((state) => state.go)
  const forms: readonly DocumentForm[] = own ? ['own', ...DocumentPreset.options] : DocumentPreset.options
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
        <select className="input" value={wanted.preset} onChange={(event) => onChange({ ...wanted, preset: DocumentForm.parse(event.target.value) })}>{forms.map((name) => <option key={name} value={name}>{formNames[name]}</option>)}</select></label>
      <p className="paper-own sm">{wanted.preset === 'own' && own ? <span className="mut">{own.name}</span> : !own && <button className="btn link sm" type="button" onClick={() => void leave(() => go({ screen: 'template', document: wanted.document, kind: null, id: null }))}>用本单位的版式…</button>}</p>
    </div>
  )
}
