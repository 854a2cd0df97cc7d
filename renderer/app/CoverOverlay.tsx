import { useEffect, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { PasswordForm } from './PasswordForm.tsx'
import { hasTypedOnly, retrySaves, useSession } from '../features/session/index.ts'
import { useCover } from './autoLock.ts'
import './lock.css'

/** What the password field needs for itself; everything else would reach the desk below unseen. */
const isForDesk = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => altKey || key === 'Escape' || /^F\d+$/.test(key) || ((ctrlKey || metaKey) && !/^[acvxz]$/i.test(key))

/**
 * In place of the lock where the last words could not be saved: nothing of the desk is seen or can be reached, and nothing typed is lost.
 * It stands beside the desk in the page, so that everything else can be hidden, menus and dialogs as well.
 */
export function CoverOverlay() {
  const covered = useCover((state) => state.covered)
  const unlock = useSession((state) => state.resume)
  useLayoutEffect(() => {
    if (!covered) return
    document.body.dataset['covered'] = ''
    return () => { delete document.body.dataset['covered'] }
  }, [covered])
  useEffect(() => {
    if (!covered) return
    const keep = (event: KeyboardEvent) => {
      if (!isForDesk(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', keep, { capture: true })
    return () => {
      window.removeEventListener('keydown', keep, { capture: true })
      const { focused } = useCover.getState()
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    }
  }, [covered])
  if (!covered) return null
  const open = async (password: string) => {
    await unlock(password)
    useCover.setState({ covered: false })
    retrySaves()
  }
  return createPortal(
    <div className="cover">
      <section className="gate-card" role="dialog" aria-modal="true" aria-labelledby="covered">
        <p className="gate-brand">支部工作台</p>
        <h1 id="covered" style={{ marginBottom: 8 }}>已遮住，还没有锁定</h1>
        <p style={{ marginBottom: 16 }}>{hasTypedOnly() ? '有输入的文字还没有登记，锁定会丢掉它们，所以先遮住屏幕。输入口令后接着登记。' : '最后的改动没有保存成功，锁定会丢掉它们，所以先遮住屏幕。输入口令后会再保存一次。'}</p>
        <PasswordForm verb="继续" onSubmit={open} />
      </section>
    </div>, document.body)
}
