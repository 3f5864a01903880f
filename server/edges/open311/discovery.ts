// Service discovery: where the interface is, which formats it speaks, and how to get a key.
import { label } from '../../../contract/label.ts'
import { type Format, xmlOf } from './answer.ts'

// When this document last said something else.
const changeset = '2026-11-23T00:00:00+08:00'
const both = ({ zh, en }: { zh: string; en: string }): string => `${zh} / ${en}`

const contact = both(label('请联系本县综治中心', 'Ask the county centre for comprehensive governance'))
const keyService = both(
  label(
    '查询不需要密钥;密钥由本县系统管理员发放',
    'Reading needs no key; keys are given by the administrators of the county',
  ),
)

/** The discovery document for an endpoint under `origin`. */
export function discoveryText(origin: string, format: Format): string {
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${origin}/open311/v2`,
    changeset,
    type: 'production',
  }
  const formats = ['text/xml', 'application/json']
  const head = { changeset, contact, key_service: keyService }
  return format === 'json'
    ? JSON.stringify({ ...head, endpoints: [{ ...endpoint, formats }] })
    : xmlOf({ discovery: { ...head, endpoints: { endpoint: [{ ...endpoint, formats: { format: formats } }] } } })
}
