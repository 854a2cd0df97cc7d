import { parseDue } from '../../../shared/domain/actionDates.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput, type KnownPerson } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { emptyAction, type DraftAction } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter } from './fields.ts'

interface ActionRowsProps { itemId: string; name: string; actions: readonly DraftAction[]; heldOn: string; people: readonly KnownPerson[] }

/** 议定事项: who does what until when. The day that was meant stands beside the words. */
export function ActionRows({ itemId, name, actions, heldOn, people }: ActionRowsProps) {
  const { editItem } = useEditor.getState()
  const set = (id: string, change: Partial<DraftAction>) => editItem(itemId, (item) => ({ actions: item.actions.map((action) => (action.id === id ? { ...action, ...change } : action)) }))
  const add = () => goToFieldAfter(() => {
    const action = emptyAction()
    editItem(itemId, (item) => ({ actions: [...item.actions, action] }))
    return `agenda.${itemId}.action.${action.id}.owners`
  })
  const remove = (id: string) => goToFieldAfter(() => {
    editItem(itemId, (item) => ({ actions: item.actions.filter((action) => action.id !== id) }))
    return `agenda.${itemId}.addAction`
  })
  return (
    <>
      {actions.map(({ id, owners, task, dueText, startText, repeatText }, index) => {
        const due = dueText.trim() === '' ? null : parseDue(dueText, heldOn)
        const at = `agenda.${itemId}.action.${id}`
        const which = `${name}第${index + 1}项任务`
        return (
          <div className="line action" key={id}>
            <PersonInput label={`${which}的责任人`} value={owners} field={`${at}.owners`} people={people} several maxLength={200} placeholder="责任人" onChange={(text) => set(id, { owners: text })} />
            <div className="what">
              <TextBlock label={`${which}的内容`} value={task} field={`${at}.task`} maxLength={2000} placeholder="做什么、做到什么程度" onChange={(text) => set(id, { task: text })} />
              <div className="due">
                <LineInput label={`${which}的时限`} value={dueText} field={`${at}.dueText`} maxLength={60} placeholder="何时前，例：9月30日前" onChange={(text) => set(id, { dueText: text })} />
                <LineInput className="aside" label={`${which}从何时起`} value={startText} field={`${at}.startText`} maxLength={60} placeholder="自何时起" onChange={(text) => set(id, { startText: text })} />
                <LineInput className="aside" label={`${which}多久一次`} value={repeatText} field={`${at}.repeatText`} maxLength={60} placeholder="多久一次" onChange={(text) => set(id, { repeatText: text })} />
                {dueText.trim() !== '' && <span className={`sm ${due === null ? 'amber-text' : 'mut'}`}>{due === null ? '读不懂日期，可写9月30日前、10月中旬、年底' : chineseDate(due)}</span>}
              </div>
            </div>
            <button className="btn quiet small remove" type="button" aria-label={`删除${which}`} onClick={() => remove(id)}>删除</button>
          </div>
        )
      })}
      <div className="line after"><span /><button className="btn quiet small add" type="button" data-field={`agenda.${itemId}.addAction`} onClick={add}>＋ 任务：谁、做什么、何时前</button></div>
    </>
  )
}
