// What a signature holds to: the text of a document. When the text is another, the signature is void.
import { createHash } from 'node:crypto'
import { type Part, type WrittenDocument, wordsOf } from '../../../core/documents/document.ts'
import type { GivenSignature } from './case-file.ts'

// Neither names of places to sign nor the day of the seal are agreed on: they come after the signing.
const isAgreedOn = (part: Part): boolean => part.part !== 'signing'

/** SHA-256 of a document's text without the places to sign. */
export function digestOf(document: WrittenDocument): string {
  const words = wordsOf({ ...document, body: document.body.filter(isAgreedOn) })
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** The places to sign in a document. */
export const placesOf = (document: WrittenDocument) =>
  document.body.flatMap((part) => (part.part === 'signing' ? part.places : []))

/** The document with the signatures that hold: given to this text. */
export function withMarks(document: WrittenDocument, signatures: readonly GivenSignature[]): WrittenDocument {
  const digest = digestOf(document)
  const holding = signatures.filter((each) => each.document === document.id && each.digest === digest)
  if (holding.length === 0) return document
  const body = document.body.map((part) =>
    part.part === 'signing'
      ? {
          ...part,
          places: part.places.map((place) => ({
            ...place,
            marks: holding
              .filter((each) => each.place === place.key)
              .map((each) => each.mark)
              .slice(-1),
          })),
        }
      : part,
  )
  return { ...document, body }
}

/** What is still blank in a document, by the words before the blank. */
export const blanksOf = (document: WrittenDocument): string[] =>
  document.body.flatMap((part) => {
    if (part.part === 'lines') return part.rows.flatMap(([name, value]) => (value === '' ? [name] : []))
    if (part.part !== 'form') return []
    return part.rows.flatMap((row) => row.filter((_, i) => i % 2 === 0 && row[i + 1] === ''))
  })
