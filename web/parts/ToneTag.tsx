// A word on the tint of its tone: the colour repeats what the word says, and is dark enough to read.
import type { ReactNode } from 'react'
import { type Tone, toneColours, toneTints } from '../../ui/theme/tone.ts'
import './parts.css'

export const ToneTag = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className="tag" style={{ color: toneColours[tone], background: toneTints[tone] }}>
    {children}
  </span>
)
