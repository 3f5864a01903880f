// Receipts: the last one for as long as the page is open, and codes somebody asked this phone to remember.
import type { Label } from '../../contract/label.ts'
import { readJson, writeText } from './storage.ts'

export interface KeptReceipt {
  no: string
  code: string
  divisionName: string
  dueAt: string | null
  anonymous: boolean
  earlier: boolean
  /** What is still waited for, where receipt alone is not enough. */
  then?: Label
}

export interface KeptCode {
  no: string
  code: string
}

const receiptKey = 'lianfang.portal.receipt'
const codesKey = 'lianfang.portal.codes'
const mostCodes = 20

/** Survives a reload: the code is shown once by the server and never again. */
export const keepReceipt = (receipt: KeptReceipt): boolean => writeText(receiptKey, JSON.stringify(receipt), 'tab')

export const findReceipt = (): KeptReceipt | undefined => {
  const held = readJson(receiptKey, 'tab') as KeptReceipt | null
  return typeof held?.code === 'string' ? held : undefined
}

export const keptCodes = (): KeptCode[] => {
  const held = readJson(codesKey)
  return Array.isArray(held) ? held.filter((c): c is KeptCode => typeof c?.code === 'string') : []
}

export const keepCode = ({ no, code }: KeptCode): boolean =>
  writeText(codesKey, JSON.stringify([{ no, code }, ...keptCodes().filter((c) => c.code !== code)].slice(0, mostCodes)))

export const forgetCode = (code: string): boolean =>
  writeText(codesKey, JSON.stringify(keptCodes().filter((c) => c.code !== code)))
