// What the command bar offers for what was typed: pure, so that it can be tested without a screen.

export interface CommandItem {
  id: string
  group: 'go' | 'do' | 'find' | 'matters'
  title: string
  detail?: string
  run: () => void
}

/** A whole number of a matter, `431227-2026-000123`, in any spacing. */
export function readNumber(typed: string): string | null {
  const found = /^\s*(\d{6})\s*[-–— ]\s*(\d{4})\s*[-–— ]\s*(\d{1,8})\s*$/.exec(typed)
  return found ? `${found[1]}-${found[2]}-${(found[3] ?? '').padStart(6, '0')}` : null
}

/** The items whose title or detail has every word that was typed. */
export function matching(items: readonly CommandItem[], typed: string): CommandItem[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter((item) => {
    const text = `${item.title} ${item.detail ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
