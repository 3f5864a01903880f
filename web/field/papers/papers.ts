// The documents of a matter, from the server: it writes them, so nothing of this works without a network.

import { listPath } from '../../../contract/derive/paths.ts'
import type { DocumentState, PaperOfAll, Strokes } from '../../../contract/paper.ts'
import { get, queryString, request } from '../../../ui/http/request.ts'
import { saveFile } from '../../../ui/http/save-file.ts'

export interface Subject {
  kind: string
  id: string
}

const base = ({ kind, id }: Subject): string => `${listPath({ kind })}/${id}/documents`

/** @throws RequestProblem */
export const getDocuments = (of: Subject): Promise<DocumentState[]> => get(base(of))

/** @throws RequestProblem */
export const getPaper = (of: Subject, document: string): Promise<PaperOfAll> => get(`${base(of)}/${document}/text`)

interface Signature {
  document: string
  place: string
  digest: string
  strokes: Strokes
  key: string
}

/** Keeps a signature; answers how the documents stand with it. @throws RequestProblem */
export const sign = (of: Subject, { document, key, ...body }: Signature): Promise<DocumentState[]> =>
  request(`${base(of)}/${document}/signatures`, { method: 'POST', body, key })

/** Saves a document to the phone, for printing or sending on; the purpose is logged. @throws RequestProblem */
export const saveDocument = (of: Subject, document: string, purpose: string): Promise<void> =>
  saveFile(`${base(of)}/${document}${queryString({ purpose })}`)
