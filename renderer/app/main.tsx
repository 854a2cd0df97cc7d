import { createRoot } from 'react-dom/client'
import { nonceEveryStyle } from '../lib/nonce.ts'
import { Gate } from './Gate.tsx'
import './base.css'

nonceEveryStyle()
const root = document.getElementById('root')
if (root) createRoot(root).render(<Gate />)
