import type { Ref } from 'react'
import { kindFacts, meetingKinds, type MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { MenuButton, type MenuEntry } from '../../../components/MenuButton.tsx'
import { useRoute } from '../../session/index.ts'

/** Typed in the menu: how the short name begins in pinyin. */
const letters: Record<MeetingKind, string> = {
  generalMeeting: 'd', committeeMeeting: 'z', groupMeeting: 'd', partyLecture: 'd', themeDay: 'z', orgLifeMeeting: 'z', democraticReview: 'm', heartTalk: 't',
  moralLecture: 'd', volunteerService: 'z', massActivity: 'q',
}
const entryOf = (kind: MeetingKind): MenuEntry<MeetingKind> => ({ key: kind, label: kindFacts[kind].short, letter: letters[kind] })
const isOther = (kind: MeetingKind): boolean => kindFacts[kind].expects === 'open'
/** 组织生活, and what is beside it: 道德讲堂, 志愿服务, 群团活动. */
const groups = [meetingKinds.filter((kind) => !isOther(kind)).map(entryOf), meetingKinds.filter(isOther).map(entryOf)]

/** The way to begin: 登记会议, then which kind; beside it, a record that is written already. */
export function StartMeeting({ buttonRef, autoFocus = false }: { buttonRef?: Ref<HTMLButtonElement>; autoFocus?: boolean }) {
  const { newMeeting, go } = useRoute()
  return (
    <span className="row">
      <button className="btn" type="button" onClick={() => go({ screen: 'fromText' })}>从文字登记</button>
      <MenuButton label="登记哪一种" className="btn primary opens" groups={groups} onChoose={newMeeting} autoFocus={autoFocus} {...(buttonRef ? { buttonRef } : {})}>登记会议</MenuButton>
    </span>
  )
}
