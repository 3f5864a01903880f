// A document of a case's file, as its own file writes it: the number and the day it stands under come with the case.
import type { WrittenDocument } from '../../../core/documents/document.ts'

export interface Paper extends Omit<WrittenDocument, 'no'> {
  /** The day it was made, for the index; null while there is none. */
  on: string | null
}
