import { Modal } from 'antd'

const keys: readonly [string, string][] = [
  ['Enter', '在单行栏里跳到下一栏；在正文里换行'],
  ['Ctrl+Enter', '加一条发言；在决定和任务里加一个议题'],
  ['Alt+N', '添加议题'],
  ['Alt+↑ Alt+↓', '在提纲上移动议题；在照片页移动照片'],
  ['1 2 3 4 5', '签到：到、迟到、请假、缺席、线上'],
  ['Ctrl+Z Ctrl+Y', '撤销、重做（保存以后、离开再回来也可以）'],
  ['Ctrl+S', '立即保存（平时自动保存）'],
  ['←→↑↓ PgUp PgDn', '月历里换日、换月；N 登记会议'],
  ['Alt+←→↑↓', '计划里把一项移到前后工作日、前后一周'],
  ['Ctrl+K', '查找：命令、人员、会议、议定事项、文件'],
  ['空格 Shift+↑↓ Ctrl+A', '名册里选人，选好后批量修改'],
  ['Ctrl+L', '锁定'],
  ['F6', '预览打印的样子'],
  ['Esc', '关闭最上面的一层'],
  ['F1', '打开和关闭本页'],
]

/** What the keyboard does. */
export function KeysOverlay({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title="按键" footer={null} onCancel={onClose} width={460} closable={{ 'aria-label': '关闭' }}>
      <dl className="keys">{keys.map(([key, what]) => <div key={key} style={{ display: 'contents' }}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
    </Modal>
  )
}
