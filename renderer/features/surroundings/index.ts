export { SurroundingsLines } from './SurroundingsLines.tsx'
