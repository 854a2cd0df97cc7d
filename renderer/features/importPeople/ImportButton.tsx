import { leave, useRoute } from '../session/index.ts'

/** The way from the room 党员 to the import of a roster. */
export function ImportButton({ primary = true }: { primary?: boolean }) {
  const go = useRoute((state) => state.go)
  return <button className={`btn ${primary ? 'primary' : ''}`} type="button" onClick={() => void leave(() => go({ screen: 'importPeople' }))}>导入名册</button>
}
