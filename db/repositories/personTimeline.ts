import type { AttendanceState } from '../../shared/domain/meeting.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { Db } from '../connection.ts'

/** A meeting at which the person was marked, or which names them as chair, recorder, reporter or speaker. Talks are told apart. */
export interface LivedMeeting { id: string; kind: MeetingKind; title: string; heldOn: string; state: AttendanceState | null; reason: string; chair: string; recorder: string; reporters: string; speakers: string }

const held = `m.deleted_at IS NULL AND m.state IN ('draft', 'final', 'archived') AND m.kind <> 'heartTalk'`
/** Names stand in records as text: a field may name several people, and who speaks may have their part in brackets (孙立军（介绍人）). The caller compares. */
export function meetingsOfPerson(db: Db, personId: string, name: string): LivedMeeting[] {
  return db.prepare<Record<string, string>, LivedMeeting>(`SELECT m.id, m.kind, m.title, m.held_on AS heldOn, t.state, coalesce(t.reason, '') AS reason, m.chair, m.recorder,
      coalesce((SELECT group_concat(a.reporter, '、') FROM agenda_item a WHERE a.meeting_id = m.id AND instr(a.reporter, @name) > 0), '') AS reporters,
      coalesce((SELECT group_concat(s.speaker, '、') FROM agenda_item a JOIN speech s ON s.agenda_item_id = a.id WHERE a.meeting_id = m.id AND instr(s.speaker, @name) > 0), '') AS speakers
    FROM meeting m LEFT JOIN attendance t ON t.meeting_id = m.id AND t.person_id = @personId
    WHERE ${held} AND (t.state IS NOT NULL OR instr(m.chair, @name) > 0 OR instr(m.recorder, @name) > 0
      OR EXISTS (SELECT 1 FROM agenda_item a WHERE a.meeting_id = m.id AND (instr(a.reporter, @name) > 0 OR EXISTS (SELECT 1 FROM speech s WHERE s.agenda_item_id = a.id AND instr(s.speaker, @name) > 0))))`).all({ personId, name })
}

export interface OwnedAction { id: string; meetingId: string; heldOn: string; task: string; owners: string; dueText: string }
/** Decisions whose responsible people name the person. */
export const actionsOfPerson = (db: Db, name: string): OwnedAction[] =>
  db.prepare<[string], OwnedAction>(`SELECT i.id, m.id AS meetingId, m.held_on AS heldOn, i.task, i.owners, i.due_text AS dueText FROM action_item i JOIN agenda_item a ON a.id = i.agenda_item_id JOIN meeting m ON m.id = a.meeting_id
    WHERE ${held} AND instr(i.owners, ?) > 0`).all(name)

export interface Talk { id: string; heldOn: string; talker: string; talkedTo: string }
/** 谈心谈话 that name the person: their day and who talked, never what about. */
export const talksOfPerson = (db: Db, personId: string, name: string): Talk[] =>
  db.prepare<Record<string, string>, Talk>(`SELECT m.id, m.held_on AS heldOn, coalesce(a.value, '') AS talker, coalesce(b.value, '') AS talkedTo FROM meeting m
      LEFT JOIN meeting_element a ON a.meeting_id = m.id AND a.code = 'talker' LEFT JOIN meeting_element b ON b.meeting_id = m.id AND b.code = 'talkedTo'
    WHERE m.kind = 'heartTalk' AND m.deleted_at IS NULL AND m.state IN ('draft', 'final', 'archived')
      AND (instr(a.value, @name) > 0 OR instr(b.value, @name) > 0 OR EXISTS (SELECT 1 FROM attendance t WHERE t.meeting_id = m.id AND t.person_id = @personId))`).all({ personId, name })

export interface Transfer { id: string; direction: 'in' | 'out'; fromOrg: string; toOrg: string; issuedOn: string | null; receivedOn: string | null; state: 'draft' | 'issued' | 'received' | 'returned' }
/** Letters of 组织关系 that were at least issued. */
export const transfersOf = (db: Db, personId: string): Transfer[] =>
  db.prepare<[string], Transfer>(`SELECT id, direction, from_org AS fromOrg, to_org AS toOrg, issued_on AS issuedOn, received_on AS receivedOn, state FROM relation_transfer WHERE person_id = ? AND state <> 'draft'`).all(personId)
