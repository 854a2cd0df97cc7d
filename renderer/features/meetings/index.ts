export { MeetingsPage } from './MeetingsPage.tsx'
export { MeetingEditor } from './MeetingEditor.tsx'
