// Documents as screens get them: the list of a file with its states, and one to be read on a phone.
import type { DocumentState, PaperBlock, PaperOfAll, PaperView, PlaceToSign } from '../../../contract/paper.ts'
import type { Part, SigningPlace, WrittenDocument } from '../../../core/documents/document.ts'
import type { GivenSignature } from './case-file.ts'
import { wayWords } from './mark.ts'
import { blanksOf, digestOf, placesOf } from './signed-text.ts'

/** What a list of documents tells of one of them. */
export function documentState(document: WrittenDocument, signatures: readonly GivenSignature[]): DocumentState {
  const digest = digestOf(document)
  const own = signatures.filter((each) => each.document === document.id)
  const places = placesOf(document).map((place) => placeView(place, own, digest))
  return { id: document.id, title: document.title, missing: blanksOf(document), digest, places }
}

function placeView(place: SigningPlace, given: readonly GivenSignature[], digest: string): PlaceToSign {
  const here = given.filter((each) => each.place === place.key)
  const holding = here.findLast((each) => each.digest === digest)
  const shown = holding ?? here.at(-1)
  return {
    key: place.key,
    label: place.label,
    state: holding ? 'signed' : shown ? 'void' : 'open',
    at: shown?.at.toISOString() ?? null,
    how: shown ? wayWords[shown.way] : null,
  }
}

/** A document to read, with the reader's own place; null when they have none in it. */
export function paperView(
  document: WrittenDocument,
  signatures: readonly GivenSignature[],
  placeKey: string,
): PaperView | null {
  const { places, ...content } = paperOfAll(document, signatures)
  const place = places.find((each) => each.key === placeKey)
  return place ? { ...content, place } : null
}

/** A document to read, with every place to sign. */
export function paperOfAll(document: WrittenDocument, signatures: readonly GivenSignature[]): PaperOfAll {
  const { digest, places } = documentState(document, signatures)
  const { title, office, no } = document
  return { title, office, no, digest, places, blocks: document.body.flatMap(blocksOf) }
}

function blocksOf(part: Part): PaperBlock[] {
  switch (part.part) {
    case 'heading':
    case 'text':
      return [{ block: part.part, text: part.text }]
    case 'lines':
      return [{ block: 'facts', rows: part.rows.map(([name, value]) => [name, value]) }]
    case 'form':
      return [{ block: 'facts', rows: part.rows.flatMap(pairs) }]
    case 'table':
      return [{ block: 'table', head: [...part.head], rows: part.rows.map((row) => [...row]) }]
    case 'cover':
      return part.lines.map((text) => ({ block: 'heading', text }))
    case 'signing':
      return []
  }
}

const pairs = (row: readonly string[]): [string, string][] =>
  row.flatMap((name, i) => (i % 2 === 0 ? [[name, row[i + 1] ?? ''] as [string, string]] : []))
