// Answers of GeoReport v2 as XML or JSON: one shape, two spellings (the "Spark convention" of the standard).
import { XMLBuilder } from 'fast-xml-parser'
import type { FastifyReply } from 'fastify'

export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }
export type Row = Readonly<Record<string, Value>>

/** A list of rows: `<root><item>…</item></root>`, or an array. */
export interface ListAnswer {
  root: string
  item: string
  rows: readonly Row[]
}

const mediaTypes: Record<Format, string> = { xml: 'text/xml', json: 'application/json' }
const builder = new XMLBuilder({ format: true, suppressBooleanAttributes: false })
const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

/** The answer as bytes, so that nothing on the way adds to its content type. */
export function sendDocument(reply: FastifyReply, format: Format, text: string, { charset = true } = {}): FastifyReply {
  return reply.type(`${mediaTypes[format]}${charset ? '; charset=utf-8' : ''}`).send(Buffer.from(text))
}

/** Sends a list. */
export const sendList = (reply: FastifyReply, format: Format, { root, item, rows }: ListAnswer): FastifyReply =>
  sendDocument(reply, format, format === 'json' ? JSON.stringify(rows) : xmlOf({ [root]: { [item]: rows } }))

/** XML of a value: an array repeats the element that holds it; null is an empty element. */
export const xmlOf = (value: Value): string => declaration + builder.build(sayable(value))

// XML 1.0 §2.2 has no way to write these, not even escaped. Half a surrogate pair is none either.
const unsayable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function sayable(value: Value): unknown {
  if (typeof value === 'string') return value.replace(unsayable, '')
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sayable)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sayable(each)]))
}
