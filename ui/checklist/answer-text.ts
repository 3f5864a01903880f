// An answer as people read it.
import type { Question } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'

/** The words of an answer; null for photos, which are shown. */
export function answerText(q: Question, answer: unknown): Label | null {
  if (q.type === 'image') return null
  if (answer === undefined || answer === null || answer === '') return label('—', '—')
  const wordsOf = (name: unknown) => q.choices?.find((c) => c.name === name)?.label
  if (Array.isArray(answer)) {
    const all = answer.map((each) => wordsOf(each) ?? label(String(each), String(each)))
    return all.length === 0 ? label('—', '—') : label(all.map((l) => l.zh).join('、'), all.map((l) => l.en).join(', '))
  }
  if (typeof answer === 'object') {
    const { lat, lng } = answer as { lat: number; lng: number }
    const text = `${lat.toFixed(5)}, ${lng.toFixed(5)}`
    return label(text, text)
  }
  return wordsOf(answer) ?? label(String(answer), String(answer))
}
