export { DamageScreen } from './DamageScreen.tsx'
