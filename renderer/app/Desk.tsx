import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { Fragment, useEffect, useState } from 'react'
import type { WorkspaceInfo } from '../../shared/domain/workspace.ts'
import { BackupLine, BackupsPage } from '../features/backup/index.ts'
import { ActionsPage } from '../features/actions/index.ts'
import { FromTextPage, MeetingEditor, MeetingsPage } from '../features/meetings/index.ts'
import { SearchBox } from '../features/search/index.ts'
import { FusionPage, ProjectPage } from '../features/fusion/index.ts'
import { SettingsPage } from '../features/settings/index.ts'
import { SurroundingsLines } from '../features/surroundings/index.ts'
import { TemplateEditor, TemplatesPage } from '../features/templates/index.ts'
import { JournalPage, UndoNotice } from '../features/journal/index.ts'
import { ChecklistPage } from '../features/checklist/index.ts'
import { FrequencyPage, RulesPage } from '../features/rules/index.ts'
import { PapersPage } from '../features/papers/index.ts'
import { PlanPage } from '../features/plan/index.ts'
import { StudyPage } from '../features/study/index.ts'
import { DevelopmentPage, PathPage } from '../features/development/index.ts'
import { TalentPage } from '../features/talent/index.ts'
import { DuesPage } from '../features/dues/index.ts'
import { TodayPage } from '../features/today/index.ts'
import { TrashPage } from '../features/trash/index.ts'
import { StructurePage } from '../features/memberPapers/index.ts'
import { ImportPage } from '../features/importPeople/index.ts'
import { AccessPage, MemberPage } from '../features/memberFile/index.ts'
import { OrganisationPage, PeoplePage } from '../features/people/index.ts'
import { onTodayAsked } from '../lib/callApi.ts'
import { nonce } from '../lib/nonce.ts'
import { useAutoLock, useCover } from './autoLock.ts'
import { DamageOverlay } from './DamageOverlay.tsx'
import { CoverOverlay } from './CoverOverlay.tsx'
import { InterruptedOverlay } from './InterruptedOverlay.tsx'
import { KeysOverlay } from './KeysOverlay.tsx'
import { SavedState } from './SavedState.tsx'
import { leave, useRoute, type Route } from '../features/session/index.ts'
import { Opening } from './Opening.tsx'
import { endPage, UnsavedOverlay } from './UnsavedOverlay.tsx'

const theme = {
  token: { colorPrimary: '#b3261e', colorInfo: '#b3261e', colorLink: '#b3261e', borderRadius: 6, fontSize: 14, colorText: '#1f1d1a', colorTextSecondary: '#544f49', colorTextTertiary: '#67625b', colorTextDescription: '#67625b', colorTextPlaceholder: '#7b766e', colorBorder: '#c9c4bc', colorBgLayout: '#f6f5f3', fontFamily: 'inherit', motion: false },
  components: { Table: { headerBg: '#fbfaf9', headerColor: '#67625b', cellPaddingBlockSM: 5, rowHoverBg: '#faf6f5', headerSplitColor: 'transparent' } },
}

const rooms = [{ screen: 'today', name: '今天' }, { screen: 'plan', name: '计划' }, { screen: 'meetings', name: '会议' }, { screen: 'actions', name: '议定事项' }, { screen: 'fusion', name: '业务融合' }, { screen: 'people', name: '党员' }, { screen: 'developments', name: '发展党员' }, { screen: 'dues', name: '党费' }, { screen: 'papers', name: '文档与检查' }] as const
/** Names that are too long for the narrow navigation. */
const shortNames: Readonly<Partial<Record<Route['screen'], string>>> = { papers: '文档', developments: '发展' }
/** The screens inside of a room, besides the one it begins with. */
const within: Readonly<Partial<Record<Route['screen'], Route['screen']>>> = {
  meeting: 'meetings', fromText: 'meetings', action: 'actions', project: 'fusion', member: 'people', importPeople: 'people', organisation: 'people', structure: 'people', study: 'people', development: 'developments', talent: 'people',
  rules: 'papers', frequency: 'papers', checklist: 'papers', templates: 'papers', template: 'papers', backups: 'settings', journal: 'settings', trash: 'settings', access: 'settings',
}
/** Screens of 党员 that are named below it: the navigation marks them there. */
const named: readonly Route['screen'][] = ['organisation', 'structure', 'study', 'talent']

/** A screen of the room above it. */
function NavSub({ name, current, to }: { name: string; current: boolean; to: Route }) {
  const go = useRoute((state) => state.go)
  return <button className="nav-sub" type="button" aria-current={current ? 'page' : undefined} onClick={() => void leave(() => go(to))}>{name}</button>
}

/** The desk: navigation, the room one is in, and what the top bar always tells. */
export function Desk({ info }: { info: WorkspaceInfo }) {
  const { route, go, restore } = useRoute()
  const [keys, setKeys] = useState(false)
  const covered = useCover((state) => state.covered)
  useAutoLock(info.lockAfter)
  useEffect(() => { void restore(info.people === 0) }, [restore, info.people])
  // A covered desk stays as it is: its last words are not saved.
  useEffect(() => onTodayAsked(() => { if (!useCover.getState().covered) void leave(() => go({ screen: 'today' })) }), [go])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return
      if (event.key === 'F1') { event.preventDefault(); setKeys((shown) => !shown) }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (route === null) return <Opening />
  const room = within[route.screen] ?? route.screen
  const current = named.includes(route.screen) ? null : room
  const isNarrow = route.screen === 'meeting' || route.screen === 'template'
  return (
    <ConfigProvider locale={zhCN} csp={{ nonce }} theme={theme} getPopupContainer={() => document.body} wave={{ disabled: true }}>
      <App className={`app ${isNarrow ? 'narrow' : ''}`} component="div">
        <header className="top">
          <div className="brand">支部工作台<small title={`${info.unit}${info.branch}`}>{info.branch} · {info.unit}</small></div>
          <SearchBox rooms={rooms} onLock={() => void endPage('app.lock')} />
          <div className="saved">
            <SavedState />
            <button className="btn quiet small" type="button" onClick={() => setKeys(true)}>按键 <kbd>F1</kbd></button>
            <button className="btn small" type="button" aria-keyshortcuts="Control+L" onClick={() => void endPage('app.lock')}>锁定 <kbd aria-hidden="true">Ctrl+L</kbd></button>
          </div>
        </header>
        <div className="shell-lines"><SurroundingsLines /><BackupLine /></div>
        <nav className="nav" aria-label="主导航">
          {rooms.map(({ screen, name }) => (
            <Fragment key={screen}>
              <button type="button" aria-current={current === screen ? 'page' : undefined} aria-label={name} onClick={() => void leave(() => go({ screen }))}>{isNarrow ? shortNames[screen] ?? name : name}</button>
              {screen === 'people' && room === 'people' && (
                <>
                  <NavSub name="支委和党小组" current={route.screen === 'organisation' && route.tab === 'branch'} to={{ screen: 'organisation', tab: 'branch' }} />
                  <NavSub name="组织关系转接" current={route.screen === 'organisation' && route.tab === 'transfers'} to={{ screen: 'organisation', tab: 'transfers' }} />
                  <NavSub name="党员结构" current={route.screen === 'structure'} to={{ screen: 'structure' }} />
                  <NavSub name="学时台账" current={route.screen === 'study'} to={{ screen: 'study' }} />
                  <NavSub name="双培养" current={route.screen === 'talent'} to={{ screen: 'talent' }} />
                </>
              )}
            </Fragment>
          ))}
          <span className="spring" />
          <button type="button" aria-current={current === 'settings' ? 'page' : undefined} onClick={() => void leave(() => go({ screen: 'settings' }))}>设置</button>
        </nav>
        <main className="room">
          {route.screen === 'today' && <TodayPage />}
          {route.screen === 'plan' && <PlanPage />}
          {route.screen === 'meetings' && <MeetingsPage />}
          {route.screen === 'fusion' && <FusionPage />}
          {route.screen === 'project' && <ProjectPage key={route.projectId} projectId={route.projectId} />}
          {route.screen === 'actions' && <ActionsPage actionId={null} />}
          {route.screen === 'action' && <ActionsPage key={route.actionId} actionId={route.actionId} />}
          {route.screen === 'people' && <PeoplePage />}
          {route.screen === 'structure' && <StructurePage />}
          {route.screen === 'study' && <StudyPage />}
          {route.screen === 'developments' && <DevelopmentPage />}
          {route.screen === 'development' && <PathPage key={route.personId} personId={route.personId} />}
          {route.screen === 'talent' && <TalentPage />}
          {route.screen === 'dues' && <DuesPage />}
          {route.screen === 'organisation' && <OrganisationPage tab={route.tab} />}
          {route.screen === 'importPeople' && <ImportPage />}
          {route.screen === 'fromText' && <FromTextPage />}
          {route.screen === 'backups' && <BackupsPage />}
          {route.screen === 'templates' && <TemplatesPage />}
          {route.screen === 'template' && <TemplateEditor key={`${route.document} ${route.id ?? ''}`} document={route.document} kind={route.kind} id={route.id} />}
          {route.screen === 'journal' && <JournalPage />}
          {route.screen === 'rules' && <RulesPage />}
          {route.screen === 'frequency' && <FrequencyPage />}
          {route.screen === 'checklist' && <ChecklistPage />}
          {route.screen === 'papers' && <PapersPage />}
          {route.screen === 'trash' && <TrashPage />}
          {route.screen === 'access' && <AccessPage />}
          {route.screen === 'member' && <MemberPage key={route.personId} personId={route.personId} />}
          {route.screen === 'settings' && <SettingsPage info={info} />}
          {route.screen === 'meeting' && <MeetingEditor key={route.meetingId} meetingId={route.meetingId} newKind={route.newKind} begin={route.begin} />}
        </main>
        {keys && <KeysOverlay onClose={() => setKeys(false)} />}
        <UndoNotice />
        <DamageOverlay />
        <UnsavedOverlay />
        {covered ? <CoverOverlay /> : <InterruptedOverlay />}
      </App>
    </ConfigProvider>
  )
}
