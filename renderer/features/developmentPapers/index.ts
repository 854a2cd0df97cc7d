export { DevelopmentMaterials } from './DevelopmentMaterials.tsx'
export { PaperButtons } from './PaperButtons.tsx'
