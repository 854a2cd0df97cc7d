export { TemplateEditor } from './TemplateEditor.tsx'
export { TemplatesCard } from './TemplatesCard.tsx'
export { TemplatesPage } from './TemplatesPage.tsx'
export { formInUse, useTemplates } from './templatesStore.ts'
