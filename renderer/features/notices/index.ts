export { NoticesCard } from './NoticesCard.tsx'
