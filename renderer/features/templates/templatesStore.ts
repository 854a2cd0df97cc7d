import { create } from 'zustand'
import { type DocumentPreset } from '../../../shared/domain/documents.ts'
import { templateDocumentNames, type TemplateDocument } from '../../../shared/domain/templateDocument.ts'
import type { MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import type { OwnTemplate } from '../../../shared/domain/template.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface TemplatesState {
  /** null: not read yet. */
  forms: OwnTemplate[] | null
  failure: ApiError | null
  error: ApiError | null
  /** The form that is being changed at the moment. */
  busy: string | null
  /** What was done just now, and the form whose change can be taken back. */
  done: { sentence: string; form: OwnTemplate | null } | null
  read(): Promise<void>
  saved(form: OwnTemplate): void
  retire(form: OwnTemplate): Promise<void>
  reuse(form: OwnTemplate): Promise<void>
  remove(form: OwnTemplate): Promise<void>
  exportForm(what: { form: OwnTemplate } | { document: TemplateDocument; preset: DocumentPreset }, suggestedName: string): Promise<void>
  forget(): void
}

/** The unit's own forms, for the page that keeps them and for the choice of a form where a paper is made. */
export const useTemplates = create<TemplatesState>()((set, get) => {
  const run = async (id: string, act: () => Promise<TemplatesState['done']>) => {
    if (get().busy !== null) return
    set({ busy: id, error: null })
    try {
      const done = await act()
      if (done) set({ done })
      await get().read()
    } catch (thrown) {
      set({ error: asApiError(thrown) })
    } finally {
      set({ busy: null })
    }
  }
  return {
    forms: null, failure: null, error: null, busy: null, done: null,
    read: async () => {
      try {
        set({ forms: await callApi('templates.list', {}), failure: null })
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
      }
    },
    saved: (form) => set({ done: { sentence: `“${form.name}”已保存为${templateDocumentNames[form.document]}的模板，导出时默认用它。`, form: null } }),
    retire: (form) => run(form.id, async () => {
      await callApi('templates.retire', { id: form.id })
      return { sentence: `${templateDocumentNames[form.document]}已恢复自带版式。“${form.name}”留着，可以再用。`, form }
    }),
    reuse: (form) => run(form.id, async () => {
      await callApi('templates.reuse', { id: form.id })
      return { sentence: `${templateDocumentNames[form.document]}用回了“${form.name}”。`, form: null }
    }),
    remove: (form) => run(form.id, async () => {
      await callApi('templates.remove', { id: form.id })
      return { sentence: `“${form.name}”已移到回收站，30天内可以在“设置—回收站”恢复。`, form: null }
    }),
    exportForm: (what, suggestedName) => run('form' in what ? what.form.id : what.document, async () => {
      const { fileToken, fileName } = await callApi('dialogs.saveDocument', { suggestedName, format: 'docx' })
      if (fileToken === null) return null
      await callApi('templates.export', { ...('form' in what ? { id: what.form.id } : what), fileToken })
      return { sentence: `已导出“${fileName}”。`, form: null }
    }),
    forget: () => set({ done: null, error: null }),
  }
})

/** The form a paper of this kind takes: one for the kind before one for every kind; null: a shipped one. */
export const formInUse = (forms: readonly OwnTemplate[], document: TemplateDocument, kind: MeetingKind | null): OwnTemplate | null => {
  const used = forms.filter((form) => form.document === document && !form.retired)
  return used.find((form) => form.kind === kind) ?? used.find((form) => form.kind === null) ?? null
}
