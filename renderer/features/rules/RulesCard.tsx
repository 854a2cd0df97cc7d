import { useRoute } from '../session/index.ts'

/** On the page of settings: the way to the rules and to the year's table. */
export function RulesCard() {
  const go = useRoute((state) => state.go)
  return (
    <section className="card" aria-labelledby="settings-rules">
      <h2 id="settings-rules">规则和达标表</h2>
      <p>提醒和检查的依据；本单位可以要求得更严。达标表列出一年里应开、已开和缺的会议；检查清单按考评细则逐项核对。</p>
      <div className="row"><button className="btn" type="button" onClick={() => go({ screen: 'frequency' })}>看达标表</button><button className="btn" type="button" onClick={() => go({ screen: 'rules' })}>看规则</button><button className="btn" type="button" onClick={() => go({ screen: 'checklist' })}>看检查清单</button></div>
    </section>
  )
}
