// A document as data: what it says in which order. How it looks on paper is draw-docx.ts's, the same for every module.

/** A drawn or photographed signature, as a picture. */
export interface Mark {
  sort: 'png' | 'jpg'
  content: Buffer
  width: number
  height: number
  /** Under the picture, such as how and when it was signed. */
  note: string
}

/** Where somebody signs: by hand on paper when there is no mark yet. */
export interface SigningPlace {
  /** Names the place within its document. */
  key: string
  label: string
  marks: readonly Mark[]
}

/** A row of a form: label and value by turns, two to six cells. */
export type FormRow = readonly string[]

export type Part =
  | { part: 'heading'; text: string }
  /** Running text; every line of it is a paragraph of its own. */
  | { part: 'text'; text: string }
  /** `label：value`, one below the other; an empty value leaves room to write. */
  | { part: 'lines'; rows: readonly (readonly [label: string, value: string])[] }
  /** A ruled form; `tall` rows leave room for writing. */
  | { part: 'form'; rows: readonly FormRow[] }
  /** A ruled table with a head. `widths` are shares of the page's width. */
  | { part: 'table'; head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] }
  /** Who signs, then the place of the office's seal and the day. */
  | { part: 'signing'; places: readonly SigningPlace[]; seals: readonly string[]; day: string }
  /** Large lines in the middle of a page, for a cover. */
  | { part: 'cover'; lines: readonly string[] }

/** One document. Its texts are in Chinese only: it is a record in the form that its office files. */
export interface WrittenDocument {
  /** Names the document within its file, such as `agreement` or `session-2`. */
  id: string
  title: string
  /** Whose document it is, above the title; a line for each office. */
  office: string
  /** The number of the matter, on every page. */
  no: string
  body: readonly Part[]
}

/** Everything a document says, in order: what a reader, a search or a digest goes by. */
export const wordsOf = (document: WrittenDocument): string[] => [
  document.office,
  document.title,
  document.no,
  ...document.body.flatMap(wordsOfPart),
]

function wordsOfPart(part: Part): string[] {
  switch (part.part) {
    case 'heading':
    case 'text':
      return [part.text]
    case 'lines':
    case 'form':
      return part.rows.flat()
    case 'table':
      return [...part.head, ...part.rows.flat()]
    case 'signing':
      return [...part.places.map((place) => place.label), ...part.seals, part.day]
    case 'cover':
      return [...part.lines]
  }
}
