import { type DragEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useImport } from './importStore.ts'

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Where a roster comes from: a file, dropped or chosen, or cells copied out of a table. */
export function ChooseSource() {
  const { error, pasted: text, setPasted: setText, readFile, readDropped, readPasted } = useImport()
  const [over, setOver] = useState(false)
  const [several, setSeveral] = useState(false)
  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    setOver(false)
    const [file, ...others] = event.dataTransfer.files
    setSeveral(others.length > 0)
    if (file && others.length === 0) void readDropped(file)
  }
  return (
    <div className="page import-choose">
      <div><h1>导入名册</h1><p className="mut">党务系统导出的、上级发来的、自己维护的花名册都可以。先给您看每一行会变成什么，点“导入”以前什么都不写入。</p></div>
      {error && <ErrorNotice sentence={error.sentence} {...(error.sentence.button === undefined ? {} : { onAct: () => void readFile() })}>{error.fields.map((field) => <span key={field.path}>{field.message}</span>)}</ErrorNotice>}
      {several && <p className="error-text" role="alert">一次导入一个文件，请先放其中一个。</p>}
      <div className="import-ways">
        <section className={`import-drop card ${over ? 'over' : ''}`} aria-label="放入名册文件" onDrop={drop} onDragOver={(event) => { if (bringsFiles(event)) { event.preventDefault(); setOver(true) } }}
          onDragLeave={(event) => { if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false) }}>
          <h2>把名册文件拖到这里</h2>
          <p className="mut">Excel的.xlsx，或.csv。说明页、标题、合计行不用删，表头在第几行也不用管；列名不一样没关系，认不出的可以在下一步指定。</p>
          <button className="btn primary" type="button" autoFocus onClick={() => void readFile()}>选择文件</button>
          <p className="mut sm">原文件不会改动，里面的公式、宏和链接一概不执行。涉密文件和未公开的党内秘密不得录入。</p>
        </section>
        <section className="import-paste card" aria-labelledby="import-paste">
          <h2 id="import-paste">或者粘贴</h2>
          <label className="label" htmlFor="import-text">在Excel或WPS里选中表头和人员，复制后粘贴到这里</label>
          <textarea id="import-text" className="input paste" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} placeholder={'姓名\t身份证号码\t出生年月\t人员类别\t党小组\n周启明\t…\t1972年3月\t正式党员\t第一党小组'} />
          <div className="row between"><span className="mut sm">第一行要是列名，至少有姓名</span><button className="btn" type="button" disabled={text.trim() === ''} onClick={() => void readPasted()}>读取粘贴的内容</button></div>
        </section>
      </div>
    </div>
  )
}
