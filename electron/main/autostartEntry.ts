/** One word of the Exec line: quoted, and escaped twice, once for the quotes and once for the file (Desktop Entry Specification, The Exec key). */
const execWord = (word: string): string => `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`

/** The file that starts a command with the session of a Linux desktop. Errors: RangeError where a word has a line end, which no such file can hold. */
export function autostartEntry(command: readonly string[]): string {
  if (command.some((word) => /[\r\n]/.test(word))) throw new RangeError('a line end in a command')
  return ['[Desktop Entry]', 'Type=Application', 'Name=支部工作台', `Exec=${command.map(execWord).join(' ')}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true', ''].join('\n')
}
