// Whatever is sent to the edges, the answer is never a fault on our side: parameters, paths and forms drawn at random.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codes, openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'

let served: ServedCounties
let key: string

beforeAll(async () => {
  served = await openServedCounties()
  key = await served.keyOf('countyCentre', codes.home)
})
afterAll(async () => {
  expect(served.faults).toEqual([])
  await served.end()
})

// Values that have broken somebody's parser before, beside what is nearly right and what is wholly random.
const nasty = [
  '\0',
  '\ud800',
  '%',
  '%zz',
  "' or 1=1--",
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'NaN',
  '1e309',
  '-0',
  '00000000-0000-0000-0000-000000000000',
  '9999999999',
  '٣',
  '\u202e',
  '<x>',
  '2026-01-01T00:00:00Z',
  '2026-01-01T24:00:00+25:00',
  '0000-00-00',
  '../..',
  '..',
  '/',
  '1,2,3,4',
  'streetLight',
  'open,closed',
  codes.home,
  codes.upper,
]
const value = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 60 }), fc.double().map(String))
const pairs = (names: readonly string[]) =>
  fc.array(
    fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: value }), value),
    {
      maxLength: 6,
    },
  )

/** Percent-encodes as clients do, and now and then does not. */
const queryOf = fc.tuple(fc.boolean(), fc.boolean())
const written = (given: [string, string][], [encoded, withMark]: [boolean, boolean]) => {
  const text = given
    .map(
      ([name, each]) =>
        `${encodeURIComponent(name.toWellFormed())}=${encoded ? encodeURIComponent(each.toWellFormed()) : each.replace(/[^\x21-\x7e]/g, '')}`,
    )
    .join('&')
  return withMark || given.length > 0 ? `?${text}` : ''
}

let sent = 0
const ask = (method: 'GET' | 'POST', url: string, more: { payload?: string; headers?: Record<string, string> } = {}) =>
  served.app.inject({ method, url, remoteAddress: `10.${(sent >> 8) & 255}.${sent++ & 255}.1`, ...more })

const runs = { numRuns: 400 }

const open311Names = [
  'api_key',
  'jurisdiction_id',
  'service_code',
  'service_request_id',
  'start_date',
  'end_date',
  'status',
  'page',
  'page_size',
  'updated_after',
  'updated_before',
]
const resources = ['services', 'requests', 'servicerequestupdates', 'tokens', 'discovery']

test('GET Open311', async () => {
  const path = fc.tuple(fc.constantFrom(...resources), fc.option(value), fc.constantFrom('.xml', '.json', '', '.html'))
  await fc.assert(
    fc.asyncProperty(path, pairs(open311Names), queryOf, async ([name, id, format], given, how) => {
      const resource = id === null ? name : `${name}/${encodeURIComponent(id.toWellFormed())}`
      const answer = await ask('GET', `/open311/v2/${resource}${format}${written(given, how)}`)
      expect(answer.statusCode).toBeLessThan(500)
      if (answer.statusCode >= 400) expect(answer.payload).toMatch(/<errors>|^\[\{"code":/)
    }),
    runs,
  )
})

const formNames = [
  ...open311Names,
  'lat',
  'long',
  'address_string',
  'address_id',
  'description',
  'first_name',
  'last_name',
  'phone',
  'email',
  'media_url',
  'attribute[whereabouts]',
  'attribute[anonymous]',
  'attribute[]',
  'attribute',
  'update_id',
  'updated_datetime',
]

test('POST Open311', async () => {
  const path = fc.constantFrom(
    'requests.xml',
    'requests.json',
    'servicerequestupdates.xml',
    'servicerequestupdates.json',
  )
  const base: [string, string][] = [
    ['service_code', 'road'],
    ['lat', '27.15'],
    ['long', '109.1'],
    ['description', '路面'],
    ['update_id', '1'],
    ['status', 'closed'],
    ['service_request_id', `${codes.home}-2026-000001`],
  ]
  await fc.assert(
    fc.asyncProperty(path, pairs(formNames), fc.boolean(), fc.subarray(base), async (to, given, hasKey, known) => {
      const names = new Set(given.map(([name]) => name))
      const form = [
        ...known.filter(([name]) => !names.has(name)),
        ...given,
        ...(hasKey ? [['api_key', key] as [string, string]] : []),
      ]
      const answer = await ask('POST', `/open311/v2/${to}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      })
      expect(answer.statusCode).toBeLessThan(500)
    }),
    runs,
  )
})

test('POST Open311 with bodies that are no form', async () => {
  const types = fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/json',
    'text/xml',
    'multipart/form-data; boundary=x',
    '',
  )
  await fc.assert(
    fc.asyncProperty(types, fc.string({ unit: 'binary', maxLength: 300 }), async (type, payload) => {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
      const answer = await ask('POST', '/open311/v2/requests.xml', { headers, payload })
      expect(answer.statusCode).toBeLessThan(500)
    }),
    { numRuns: 150 },
  )
})

test('OGC API – Features', async () => {
  const names = ['f', 'limit', 'bbox', 'datetime', 'after', 'level', 'bbox-crs', 'offset']
  const box = fc
    .array(fc.oneof(fc.double({ noNaN: false }), fc.integer({ min: -400, max: 400 })), { maxLength: 7 })
    .map((n) => n.join(','))
  const span = fc
    .array(
      fc.oneof(
        fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
        fc.constantFrom('..', '', '2026-02-30'),
      ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join('/'))
  const path = fc.oneof(
    fc.constantFrom(
      '',
      '/',
      '/api',
      '/conformance',
      '/collections',
      '/collections/divisions/items',
      '/collections/matters/items',
    ),
    fc
      .tuple(fc.constantFrom('divisions', 'matters', 'x'), value)
      .map(([name, id]) => `/collections/${name}/items/${encodeURIComponent(id.toWellFormed())}`),
    value.map((id) => `/collections/${encodeURIComponent(id.toWellFormed())}`),
  )
  const asked = fc
    .tuple(pairs(names), fc.option(box), fc.option(span))
    .map(([given, bbox, datetime]) => [
      ...given,
      ...(bbox === null ? [] : [['bbox', bbox] as [string, string]]),
      ...(datetime === null ? [] : [['datetime', datetime] as [string, string]]),
    ])
  await fc.assert(
    fc.asyncProperty(path, asked, queryOf, fc.boolean(), async (to, given, how, signedIn) => {
      const headers: Record<string, string> = signedIn ? { authorization: `Bearer ${key}` } : {}
      const answer = await ask('GET', `/ogc${to}${written(given, how)}`, { headers })
      expect(answer.statusCode).toBeLessThan(500)
    }),
    // The key has a limit a minute; the public does not share it.
    { numRuns: 500 },
  )
})
