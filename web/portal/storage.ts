// The phone's own small storage, which may be full, forbidden or absent: then the page works on without it.

/** `tab` is forgotten when the page is closed. */
type Keeping = 'phone' | 'tab'

const storeOf = (keeping: Keeping): Storage => (keeping === 'phone' ? localStorage : sessionStorage)

export function readText(key: string, keeping: Keeping = 'phone'): string | null {
  try {
    return storeOf(keeping).getItem(key)
  } catch {
    return null
  }
}

/** False when the phone would not keep it. */
export function writeText(key: string, value: string | null, keeping: Keeping = 'phone'): boolean {
  try {
    if (value === null) storeOf(keeping).removeItem(key)
    else storeOf(keeping).setItem(key, value)
    return true
  } catch {
    return false
  }
}

/** Reads JSON; anything unreadable counts as absent. */
export function readJson(key: string, keeping: Keeping = 'phone'): unknown {
  try {
    return JSON.parse(readText(key, keeping) ?? 'null') as unknown
  } catch {
    return null
  }
}
