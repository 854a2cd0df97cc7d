import { useEffect } from 'react'
import { templateDocumentNames } from '../../../shared/domain/templateDocument.ts'
import { useRoute } from '../session/index.ts'
import { useTemplates } from './templatesStore.ts'

/** On the page of settings: which papers take a form of the unit's own, and the way there. */
export function TemplatesCard() {
  const { forms, read } = useTemplates()
  const go = useRoute((state) => state.go)
  useEffect(() => { void read() }, [read])
  const own = [...new Set((forms ?? []).filter(({ retired }) => !retired).map(({ document }) => templateDocumentNames[document]))]
  return (
    <section className="card" aria-labelledby="settings-templates">
      <h2 id="settings-templates">文书模板</h2>
      <p>{own.length > 0 ? `${own.join('、')}用本单位的版式，其他用自带的。` : '都用自带的公文式和表格式。本单位有规定版式的，把去年的Word文件放进来就能换。'}</p>
      <div className="row"><button className="btn" type="button" onClick={() => go({ screen: 'templates' })}>管理文书模板</button></div>
    </section>
  )
}
