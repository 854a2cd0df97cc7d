import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findPerson, findPersonByName, insertPerson, putChange } from '../../../../db/repositories/people.ts'
import { findFields, putFields } from '../../../../db/repositories/personFields.ts'
import { deleteTransfer, findTransfer, listTransfers, putTransfer, type StoredTransfer } from '../../../../db/repositories/transfers.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import type { PersonChange } from '../../../../shared/domain/person.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import { normaliseName } from '../../../../shared/domain/text.ts'
import { deadlineOf, directionNames, isOverdue, proposalOf, transferFaults, transferWarnings, type Transfer, type TransferFacts } from '../../../../shared/domain/transfer.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { refuseImpossible } from './possible.ts'

/** 组织关系转接 in and out. What a transfer means for the roster is proposed; the officer records it. */
export function transfersHandlers(service: Service) {
  const { vault, clock, newId } = service

  function shown(transfer: StoredTransfer): Transfer {
    const on = localDay(clock())
    const history = findPerson(vault.db(), transfer.personId)?.history ?? []
    const then = standingOn(history, transfer.issuedOn ?? on)
    const now = standingOn(history, on)
    const isInBranch = now.status !== null && !now.left
    return { ...transfer, deadline: deadlineOf(transfer), overdue: isOverdue(transfer, on), warnings: transferWarnings(transfer, then.status, on), proposal: proposalOf(transfer, isInBranch) }
  }

  const known = (id: string): StoredTransfer => {
    const transfer = findTransfer(vault.db(), id)
    if (!transfer) throw new AppError('NOT_FOUND')
    return transfer
  }

  return {
    'transfers.list': ({ personId }) => listTransfers(vault.db(), personId).map(shown),

    'transfers.save': ({ id: given, personId: someone, personName, ...facts }) => {
      const faults = transferFaults(facts satisfies TransferFacts)
      if (personName !== undefined && facts.direction === 'out') faults.push({ path: 'personName', message: '转出的人要从名册里选。' })
      if (faults.length > 0) throw new AppError('INVALID_INPUT', { fields: faults })
      const db = vault.db()
      return db.transaction(() => {
        const stamp = stampOf(service)
        const newName = personName === undefined ? null : normaliseName(personName)
        if (newName !== null && findPersonByName(db, newName)) throw new AppError('PERSON_EXISTS', { params: { name: newName } })
        const personId = someone ?? newId()
        const name = newName ?? findPerson(db, personId)?.name
        if (name === undefined) throw new AppError('NOT_FOUND')
        const id = given ?? newId()
        const before = given === undefined ? null : known(given)
        const touched = new Set([personId, ...(before ? [before.personId] : [])])
        recordOperation(db, { id: newId(), act: 'transfer.save', entityId: personId, stamp, name: () => name, things: [...touched].map((each) => ({ kind: 'person', id: each })) }, () => {
          if (newName !== null) insertPerson(db, { id: personId, name: newName, at: stamp.at })
          putTransfer(db, { ...facts, id, personId })
        })
        noteAct(db, 'transfer.save', personId, stamp)
        return shown(known(id))
      }).immediate()
    },

    'transfers.remove': ({ id }) => {
      const db = vault.db()
      return db.transaction(() => {
        const { personId, personName } = known(id)
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'transfer.remove', entityId: personId, stamp, name: () => personName, things: [{ kind: 'person', id: personId }] }, () => deleteTransfer(db, id))
        noteAct(db, 'transfer.remove', personId, stamp)
        return {}
      }).immediate()
    },

    'transfers.recordMove': ({ id, status, group }) => {
      const db = vault.db()
      return db.transaction(() => {
        const transfer = known(id)
        const { personId, personName, receivedOn, direction } = transfer
        const { proposal } = shown(transfer)
        if (proposal === null || receivedOn === null) throw new AppError('CONFLICT')
        if (proposal === 'enter' && status !== 'fullMember' && status !== 'probationaryMember') throw new AppError('INVALID_INPUT', { fields: [{ path: 'status', message: '请选转入的是正式党员还是预备党员。' }] })
        const changes: PersonChange[] = proposal === 'leave' ? [{ field: 'left', value: 'transferred' }]
          : [...(status ? [{ field: 'status', value: status } as const] : []), { field: 'group', value: group }, ...(standingOn(findPerson(db, personId)?.history ?? [], receivedOn).left ? [{ field: 'left', value: null } as const] : [])]
        const stamp = stampOf(service)
        recordOperation(db, { id: newId(), act: 'transfer.recordMove', entityId: personId, stamp, name: () => `${personName}${directionNames[direction]}`, things: [{ kind: 'person', id: personId }] }, () => {
          for (const change of changes) putChange(db, { ...change, id: newId(), personId, from: receivedOn }, stamp.at)
          if (proposal === 'leave') putFields(db, personId, { relationStatus: 'transferred' }, 'entry', stamp)
          else putFields(db, personId, { relationStatus: 'normal', enteredOn: receivedOn, ...(findFields(db, personId).enterType === undefined ? { enterType: 'inSystem' } : {}) }, 'entry', stamp)
        })
        refuseImpossible(db, personId)
        noteAct(db, 'transfer.recordMove', personId, stamp)
        return shown(known(id))
      }).immediate()
    },
  } satisfies Partial<Handlers>
}
