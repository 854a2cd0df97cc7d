import { keptDays } from '../../../shared/domain/journal.ts'
import { useRoute } from '../session/index.ts'

/** On the page of settings: the way to what was done and to what was deleted. */
export function JournalCard() {
  const go = useRoute((state) => state.go)
  return (
    <section className="card" aria-labelledby="settings-journal">
      <h2 id="settings-journal">操作记录和回收站</h2>
      <p>最近{keptDays}天的登记、修改和删除都能撤销，退出程序、重新开机以后也可以。</p>
      <div className="row"><button className="btn" type="button" onClick={() => go({ screen: 'journal' })}>查看操作记录</button><button className="btn" type="button" onClick={() => go({ screen: 'trash' })}>打开回收站</button><button className="btn" type="button" onClick={() => go({ screen: 'access' })}>谁看过敏感信息</button></div>
    </section>
  )
}
