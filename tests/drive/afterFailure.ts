// For every end-to-end file: a test that failed tells in what state its windows were, and the second try begins with a window that draws.
import { afterEach } from 'vitest'
import { Desk } from './desk.ts'

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const states = await Promise.all([...Desk.opened].map((desk) => desk.state()))
  for (const error of task.result.errors ?? []) error.message += `\nwindows: ${states.join(' | ') || 'none'}`
  // On a display without a window manager a window was seen to stop drawing for minutes; a change of its size starts it again.
  await Promise.all([...Desk.opened].map((desk) => desk.redraw().catch(() => undefined)))
})
