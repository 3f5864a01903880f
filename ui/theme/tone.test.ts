// Every state has a tone that follows from its definition, and every tone is readable.
import { expect, test } from 'vitest'
import { choice, text } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { type Tone, toneColours, toneOf, toneTints } from './tone.ts'

const l = label('字', 'word')
const tea = defineMatter({
  kind: 'tea.order',
  label: l,
  fields: {
    leaf: choice({ green: l }, { label: l }),
    note: text({ label: l, max: 9 }),
    house: text({ label: l, max: 9 }),
  },
  askedAtStart: ['leaf'],
  headline: 'leaf',
  reads: {},
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: [],
  operations: {},
  start: 'ordered',
  startUnplaced: 'nowhere',
  states: {
    nowhere: { label: l },
    ordered: { label: l },
    brewing: { label: l },
    shouted: { label: l },
    elsewhere: { label: l },
    served: { label: l },
    drunk: { label: l, end: 'settled' },
    spilt: { label: l, end: 'failed' },
    cancelled: { label: l, end: 'dropped' },
  },
  transitions: {
    seat: { label: l, from: ['nowhere'], to: 'ordered', by: ['townshipCentre'] },
    shout: { label: l, from: ['ordered'], to: 'shouted', by: ['townshipCentre'], raises: true },
    brew: { label: l, from: ['ordered', 'shouted', 'elsewhere'], to: 'brewing', by: ['townshipCentre'] },
    pass: { label: l, from: ['brewing'], to: 'elsewhere', by: ['townshipCentre'], needs: ['house'], unit: 'house' },
    serve: { label: l, from: ['brewing'], to: 'served', by: ['townshipCentre'] },
    drink: { label: l, from: ['served'], to: 'drunk', by: ['reporter'] },
    spill: { label: l, from: ['served'], to: 'spilt', by: ['townshipCentre'] },
    cancel: { label: l, from: ['ordered'], to: 'cancelled', by: ['townshipCentre'] },
  },
  reasons: {},
  routing: [],
  retention: [],
  counts: [],
})

test('tones follow from the definition', () => {
  const tones: Record<string, Tone> = {
    nowhere: 'unplaced',
    ordered: 'new',
    shouted: 'raised',
    brewing: 'going',
    elsewhere: 'away',
    served: 'waiting',
    drunk: 'settled',
    spilt: 'failed',
    cancelled: 'dropped',
    unheardOf: 'dropped',
  }
  for (const [state, tone] of Object.entries(tones)) expect([state, toneOf(tea, state)]).toEqual([state, tone])
})

function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

test('text in a tone on its tint has the contrast of WCAG AA (4.5)', () => {
  for (const tone of Object.keys(toneColours) as Tone[]) {
    const ratio = (luminance(toneTints[tone]) + 0.05) / (luminance(toneColours[tone]) + 0.05)
    expect([tone, ratio >= 4.5, ratio]).toEqual([tone, true, ratio])
  }
})
