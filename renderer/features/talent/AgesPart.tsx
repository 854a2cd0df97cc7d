import { Modal } from 'antd'
import { useState } from 'react'
import type { Indicator } from '../../../shared/domain/board.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { Behind, Figure } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { LimitsDialog } from './LimitsDialog.tsx'
import type { Told } from './talentStore.ts'

type Ages = Told['ages']
type Who = Ages['groups'][number]['unknown']
interface Shown { title: string; people: Who }

/** Members, 积极分子 and everybody young side by side, and K08 to K10; a number opens the names behind it. */
export function AgesPart({ told: { ages, limits, indicators } }: { told: Told }) {
  const go = useRoute((state) => state.go)
  const [shown, setShown] = useState<Shown | null>(null)
  const [behind, setBehind] = useState<Indicator | null>(null)
  const [limiting, setLimiting] = useState(false)
  const most = Math.max(1, ...ages.groups.flatMap(({ bands }) => bands.map((band) => band?.length ?? 0)))
  const nobody = ages.groups.every(({ total, unknown }) => total + unknown.length === 0)
  return (
    <div className="talent-ages" tabIndex={0} role="region" aria-label="年龄结构和指标">
      <section aria-label="指标"><h2>指标 <span className="mut sm">截至{chineseDate(ages.on)}；点数字看是哪些人、怎么算的</span></h2><div className="indicators">{indicators.map((indicator) => <Figure key={indicator.code} indicator={indicator} onOpen={setBehind} />)}</div></section>
      <section aria-labelledby="ages-head">
        <div className="row between wrap"><h2 id="ages-head">年龄结构 <span className="mut sm">截至{chineseDate(ages.on)}的周岁；只知道出生年月的，按当月1日</span></h2><button className="btn small" type="button" onClick={() => setLimiting(true)}>调整提名条件</button></div>
        {nobody ? <div className="empty"><p>{chineseDate(ages.on)}名册里没有人。登记党员、积极分子和职工，填写出生日期后，这里并列显示年龄结构。</p><button className="btn" type="button" onClick={() => void leave(() => go({ screen: 'people' }))}>去党员名册</button></div> : (
          <>
            <p>{ages.sentence}</p>
            <table className="plain list talent-bands">
              <thead><tr><th scope="col" className="talent-band">年龄</th>{ages.groups.map(({ key, name }) => <th key={key} scope="col">{name}</th>)}</tr></thead>
              <tbody>
                {ages.labels.map((label, at) => (
                  <tr key={label}><th scope="row">{label}</th>{ages.groups.map(({ key, name, bands }) => <td key={key}><Band people={bands[at] ?? null} most={most} name={`${name}，${label}`} onShow={setShown} /></td>)}</tr>
                ))}
                <tr className="talent-sum"><th scope="row">合计</th>{ages.groups.map(({ key, total }) => <td key={key} className="num">{total}人</td>)}</tr>
                <tr><th scope="row">没有出生日期</th>{ages.groups.map(({ key, name, unknown }) => <td key={key} className="num">{unknown.length === 0 ? <span className="mut">0</span> : <button className="btn link amber-text" type="button" aria-label={`${name}，没有出生日期，${unknown.length}人，看名单`} onClick={() => setShown({ title: `${name}：没有出生日期`, people: unknown })}>{unknown.length}人</button>}</td>)}</tr>
              </tbody>
            </table>
            <p className="mut sm">青年职工按{limits.youngAge}岁及以下算（本单位惯例，可以调整）；职工是名册里登记的所有人，没有登记的不在内。同一个人可以既是党员又是青年职工。</p>
          </>
        )}
      </section>
      {shown && <People shown={shown} onClose={() => setShown(null)} />}
      {behind && <Behind indicator={behind} onClose={() => setBehind(null)} />}
      {limiting && <LimitsDialog limits={limits} onClose={() => setLimiting(false)} />}
    </div>
  )
}

/** A bar as long as its number, all of them by one scale. */
function Band({ people, most, name, onShow }: { people: Who | null; most: number; name: string; onShow(shown: Shown): void }) {
  if (people === null) return <span className="mut" aria-label="不适用">—</span>
  if (people.length === 0) return <span className="mut num">0</span>
  return <span className="talent-bar-row"><button className="btn link num" type="button" aria-label={`${name}，${people.length}人，看名单`} onClick={() => onShow({ title: name, people })}>{people.length}</button><span className="talent-bar-room" aria-hidden="true"><span className="talent-bar" style={{ width: `${people.length / most * 100}%` }} /></span></span>
}

function People({ shown: { title, people }, onClose }: { shown: Shown; onClose(): void }) {
  const go = useRoute((state) => state.go)
  return (
    <Modal open title={title} footer={null} width={480} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p className="mut sm">共{people.length}人。点姓名看档案。</p>
        <ul className="people-behind" tabIndex={0} aria-label="名单">{people.map(({ id, name }) => <li key={id}><button className="btn link" type="button" onClick={() => void leave(() => { onClose(); go({ screen: 'member', personId: id }) })}>{name}</button></li>)}</ul>
      </div>
    </Modal>
  )
}
