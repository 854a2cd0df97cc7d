import type { ActionFull } from '../../../shared/domain/action.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from './fields.tsx'
import { ProofFiles } from './ProofFiles.tsx'

const load = (evidenceId: string) => callApi('actions.fileContent', { evidenceId })

/** The files that prove an item done. */
export function EvidenceFiles({ item: { id, evidenceFiles } }: { item: ActionFull }) {
  const acting = useAct()
  return <ProofFiles title="佐证文件" level={3} none="还没有文件。照片、PDF、Word、Excel都可以，随事项一起加密保存。" files={evidenceFiles} acting={acting} load={load}
    add={(fileTokens) => callApi('actions.addFiles', { id, fileTokens })} remove={(evidenceId) => callApi('actions.removeFile', { evidenceId })} open={(evidenceId) => callApi('actions.openFile', { id: evidenceId })} />
}
