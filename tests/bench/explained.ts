import { backupName } from './backup.ts'

/** Why a figure misses its goal, where the profile has told; more of it in ARCHITECTURE.md. A goal that is missed stays missed: this only says why. */
export const explained: Readonly<Record<string, string>> = {
  [backupName]: 'VACUUM INTO 只写出副本；备份还要把写出的每一页解密、核对一遍（integrity_check），两边各数一遍行数。核对一遍的计算量约为写出的八成，不能省。',
}
