// Another city's software, as the tests of Open311 play it.
import { XMLParser } from 'fast-xml-parser'
import { expect } from 'vitest'
import type { ServedCounties } from '../../../testing/served-counties.ts'

const lists = ['service', 'request', 'attribute', 'error', 'value', 'request_update']
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.includes(name) })

/** A report that is in order. */
export const lamp = { service_code: 'streetLight', lat: '27.15', long: '109.1', description: '路灯不亮已经三天' }

/** Ways to ask the counties by Open311. */
export function open311Client(served: ServedCounties) {
  let address = 0

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await served.app.inject({ url: `/open311/${path}`, headers })
    const type = String(answer.headers['content-type'])
    const body = type.startsWith('text/xml') ? parser.parse(answer.payload) : JSON.parse(answer.payload)
    return { status: answer.statusCode, type, body, text: answer.payload, headers: answer.headers }
  }

  const post = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await served.app.inject({
      method: 'POST',
      url: `/open311/${path}`,
      // The public has a limit by address; these are different people.
      remoteAddress: `198.51.100.${address++ % 250}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
      payload: new URLSearchParams(form).toString(),
    })
    const isXml = String(answer.headers['content-type']).startsWith('text/xml')
    return { status: answer.statusCode, body: isXml ? parser.parse(answer.payload) : JSON.parse(answer.payload) }
  }

  /** Opens a request as the public and returns its number and its tracking code. */
  const open = async (form: Record<string, string> = {}): Promise<{ no: string; code: string }> => {
    const { status, body } = await post('v2/requests.json', { ...lamp, ...form })
    expect([status, body]).toMatchObject([201, [{ account_id: null }]])
    const [{ service_request_id: no, service_notice: notice }] = body
    return { no, code: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(notice)?.[0] ?? '' }
  }

  const { matterOf } = served
  return { get, post, open, matterOf }
}
