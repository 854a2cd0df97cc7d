import { useEffect } from 'react'
import { onResume } from '../session/index.ts'
import { BoardPart } from './BoardPart.tsx'
import { DifficultiesPart } from './DifficultiesPart.tsx'
import { useFusion } from './fusionStore.ts'
import { ProjectsPart } from './ProjectsPart.tsx'
import { VolunteerPart } from './VolunteerPart.tsx'
import './fusion.css'

/** 业务融合: what the business cannot solve alone, what the Party sets against it, and what came of it. */
export function FusionPage() {
  const { part, load } = useFusion()
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  switch (part) {
    case 'difficulties': return <DifficultiesPart />
    case 'projects': return <ProjectsPart />
    case 'board': return <BoardPart />
    case 'volunteer': return <VolunteerPart />
  }
}
