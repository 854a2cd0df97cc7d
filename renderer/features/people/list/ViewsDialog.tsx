import { Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { MenuButton } from '../../../components/MenuButton.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { useAct } from '../../../lib/useAct.ts'
import { act } from '../peopleStore.ts'
import { useRoster, type SavedView } from '../rosterStore.ts'

/** The view that is shown, the others, and saving this one. */
export function ViewMenu() {
  const { views, viewId, takeView: choose } = useRoster()
  const [managing, setManaging] = useState(false)
  const shown = views.find(({ id }) => id === viewId)
  return (
    <>
      <MenuButton className="btn small" label="视图" groups={[[{ key: 'none', label: '默认视图' }, ...views.map(({ id, name, isDefault }) => ({ key: id, label: name, ...(isDefault ? { note: '打开时用' } : {}) }))], [{ key: 'manage', label: '保存和管理视图…' }]]}
        onChoose={(key) => { if (key === 'manage') setManaging(true); else void choose(views.find(({ id }) => id === key) ?? null) }}>视图：{shown?.name ?? '默认'} ▾</MenuButton>
      {managing && <ViewsDialog onClose={() => setManaging(false)} />}
    </>
  )
}

/** Saved views: save what is shown under a name, choose the one to begin with, delete. */
function ViewsDialog({ onClose }: { onClose(): void }) {
  const { views, viewId, columns, filter, sort, readViews } = useRoster()
  const [name, setName] = useState(views.find(({ id }) => id === viewId)?.name ?? '')
  const [first, setFirst] = useState(false)
  const { busy, error, run: runOne } = useAct()
  const run = (change: () => Promise<unknown>) => runOne(async () => {
    await act(change)
    await readViews()
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      const saved = await callApi('views.save', { name, view: { columns: [...columns], filter, sort, isDefault: first } })
      useRoster.setState({ viewId: saved.id })
    })
  }
  const setDefault = ({ id, name: called, columns: shown, filter: narrowed, sort: order, isDefault }: SavedView) => run(() => callApi('views.save', { id, name: called, view: { columns: shown, filter: narrowed, sort: order, isDefault: !isDefault } }))
  const overwrites = views.some((view) => view.name === name.trim())
  return (
    <Modal open title="视图" footer={null} width={520} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={save}>
        <div><label className="label" htmlFor="view-name">把现在的列、筛选和排列存为</label><input id="view-name" className="input" autoFocus required maxLength={30} placeholder="例：通讯录" value={name} onChange={(event) => setName(event.target.value)} /></div>
        <div className="row between"><label className="check"><input type="checkbox" checked={first} onChange={(event) => setFirst(event.target.checked)} />打开“党员”时先用它</label><button className="btn primary" type="submit" disabled={busy || name.trim() === ''}>{overwrites ? '更新视图' : '保存视图'}</button></div>
      </form>
      {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
      {views.length === 0 ? <p className="mut sm dialog-foot">还没有保存过视图。</p> : (
        <ul className="lines dialog-foot">{views.map((view) => (
          <li key={view.id}><b>{view.name}</b>{view.isDefault && <span className="tag">打开时用</span>}<span className="spring" />
            <button className="btn small" type="button" disabled={busy} onClick={() => void setDefault(view)}>{view.isDefault ? '不先用它' : '打开时用'}</button>
            <button className="btn small" type="button" disabled={busy} aria-label={`删除视图${view.name}`} onClick={() => void run(() => callApi('views.remove', { id: view.id }))}>删除</button></li>
        ))}</ul>
      )}
    </Modal>
  )
}
