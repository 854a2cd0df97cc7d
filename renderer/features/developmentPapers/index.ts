export { DevelopmentMaterials } from './DevelopmentMaterials.tsx'
