// Written documents as screens show them: what is in a file, what it still lacks, who signed, and a text to read.
import type { Label } from './label.ts'

/** A place to sign. `void`: there is a signature, but the text was changed after it was given. */
export interface PlaceToSign {
  key: string
  label: string
  state: 'open' | 'signed' | 'void'
  at: string | null
  how: Label | null
}

/** A document of a case as its list shows it. Its words are Chinese: it is a record. */
export interface DocumentState {
  id: string
  title: string
  /** What is still blank in it, by the words before the blank. */
  missing: string[]
  /** SHA-256 of the text that is signed. */
  digest: string
  places: PlaceToSign[]
}

/** What is in a document, to be read on a screen. */
export type PaperBlock =
  | { block: 'heading' | 'text'; text: string }
  | { block: 'facts'; rows: [name: string, value: string][] }
  | { block: 'table'; head: string[]; rows: string[][] }

/** A document to be read on a screen. */
export interface PaperContent {
  title: string
  office: string
  no: string
  blocks: PaperBlock[]
  /** SHA-256 of the text that is signed. */
  digest: string
}

/** A document to be read and signed by one party on their own phone. */
export interface PaperView extends PaperContent {
  /** The reader's own place. */
  place: PlaceToSign
}

/** A document to be shown to those present and signed by them one after the other. */
export interface PaperOfAll extends PaperContent {
  places: PlaceToSign[]
}

/** A drawing in a frame of 600 × 240: each stroke is x and y by turns, whole numbers. */
export type Strokes = number[][]

export const padWidth = 600
export const padHeight = 240
export const mostStrokes = 60
/** Numbers in one stroke: x and y of so many points, twice. */
export const mostNumbers = 600
