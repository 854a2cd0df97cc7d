import type { MainChannel } from './index.ts'

/** No zod here: the preload and main's routing need names only, and every KB counts at start. */
export const mainChannels = {
  'dialogs.saveDocument': true, 'dialogs.openText': true, 'dialogs.openTemplate': true, 'dialogs.openRules': true, 'dialogs.openTable': true, 'dialogs.openFiles': true, 'dialogs.chooseFolder': true, 'attachments.open': true, 'materials.open': true, 'actions.openFile': true, 'study.openFile': true, 'talent.openFile': true, 'files.open': true, 'files.showInFolder': true, 'files.showWorkspace': true, 'app.copyText': true, 'app.copyPersonal': true, 'app.print': true, 'app.printPaper': true, 'app.lock': true, 'app.reload': true, 'app.quit': true, 'app.hide': true, 'desktop.settings': true, 'desktop.saveSettings': true, 'desktop.tryNotice': true,
} as const satisfies Record<MainChannel, true>
