// Writes HTML by hand where a page is a table and a few links: every value is escaped on its way in.

/** Text that is HTML already. */
export interface Html {
  html: string
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

type Piece = string | number | boolean | null | undefined | Html | readonly Piece[]

const written = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return ''
  if (Array.isArray(piece)) return piece.map(written).join('')
  if (typeof piece === 'object') return (piece as Html).html
  return escaped(String(piece))
}

/** A template of HTML: `` html`<b>${text}</b>` ``; only what another template made goes in as it is. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Html => ({
  html: parts.map((part, i) => part + (i < pieces.length ? written(pieces[i]) : '')).join(''),
})

/** HTML from our own source, such as a style sheet. */
export const trusted = (text: string): Html => ({ html: text })
