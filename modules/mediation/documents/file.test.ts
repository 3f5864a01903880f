// The file of a dispute through HTTP: who may take it out, what is in it, and what signatures hold to.
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentState } from '../../../contract/paper.ts'
import type { Client } from '../../../testing/client.ts'
import { docxProblem, docxText } from '../../../testing/docx.ts'
import { makeWorld, type World } from '../../../testing/world.ts'
import { pointIn } from '../../../testing/world-ground.ts'

const disputes = '/api/mediation/disputes'
const whole = {
  mainFacts: '修建便道占用两组土地',
  disputed: '土地恢复与务工',
  responsibility: '建设方负责恢复',
  terms: '项目完工后恢复原状',
  obligations: [{ what: '土地恢复原状', side: 'first', way: '机械平整', dueOn: '2026-12-31' }],
  copies: 4,
}
const strokes = [
  [100, 60, 140, 200, 180, 60],
  [110, 130, 170, 130],
]

let world: World
let mediator: Client
let neighbour: Client
let id: string

beforeAll(async () => {
  world = await makeWorld()
  mediator = (await world.asHolder([{ post: 'mediator', at: 'street' }])).client
  neighbour = (await world.asHolder([{ post: 'mediator', at: 'neighbourVillage' }])).client
  const opened = await mediator.post(disputes, {
    data: {
      cause: 'land',
      account: '修便道占用了两个组的土地。',
      place: pointIn('street'),
      otherSide: world.at.neighbourVillage,
      safety: 'calm',
      source: 'offered',
      parties: [
        { name: '某村一组', side: 'first', reach: { phone: '13800000001' } },
        { name: '某村二组', side: 'second', reach: { phone: '13800000002' } },
      ],
    },
    channel: 'visit',
  })
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  id = opened.body.id
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

async function take(step: string, data: object = {}, client = mediator) {
  const { version } = (await client.get(`${disputes}/${id}`)).body
  const answer = await client.post(`${disputes}/${id}/${step}`, { data, version })
  expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).toBe(200)
}

const states = async (client = mediator): Promise<DocumentState[]> =>
  (await client.get(`${disputes}/${id}/documents`)).body
const stateOf = async (document: string) => (await states()).find((each) => each.id === document) as DocumentState
const placeOf = async (key: string) => (await stateOf('agreement')).places.find((each) => each.key === key)
const sign = async (place: string, client = mediator, more: object = {}) =>
  client.post(`${disputes}/${id}/documents/agreement/signatures`, {
    place,
    digest: (await stateOf('agreement')).digest,
    strokes,
    ...more,
  })

test('the file grows with the case', async () => {
  expect(await states()).toEqual([])
  await take('accept', { scale: '02', level: '04' })
  await take('inform', { informedHow: 'written' })
  const session = { at: '2026-11-23T09:00:00+08:00', place: '村部', present: '两组代表', said: '双方愿意恢复' }
  await take('mediate', { sessions: [session] })
  await take('agree', whole)
  const ids = (await states()).map((each) => each.id)
  expect(ids).toEqual(['cover', 'index', 'acceptance', 'rights', 'session-1', 'agreement'])
})

test('whoever may not read the story gets no document, and that is logged', async () => {
  for (const role of ['chief', 'township', 'street', 'neighbourCounty'] as const) {
    const client = await world.asUser(role)
    for (const path of [
      'documents',
      'documents/agreement/text',
      'documents/agreement?purpose=查看卷宗',
      'file.zip?purpose=查看卷宗',
    ])
      expect((await client.get(`${disputes}/${id}/${path}`)).status, `${role} ${path}`).toBe(404)
  }
  const refused = await world.ctx.db.selectFrom('access_log').select('route').where('what', '=', 'refused').execute()
  expect(new Set(refused.map((row) => row.route))).toEqual(
    new Set(['mediation.file', 'mediation.file.text', 'mediation.file.document', 'mediation.file.all']),
  )
})

test('a document is shown to those present, with every place to sign and no telephone, and that is logged', async () => {
  const path = `${disputes}/${id}/documents/agreement/text`
  const { body } = await mediator.get(path)
  expect(body).toMatchObject({ title: '人民调解协议书', digest: (await stateOf('agreement')).digest })
  expect(body.places).toEqual((await stateOf('agreement')).places)
  expect(JSON.stringify(body.blocks)).toContain('项目完工后恢复原状')
  expect(JSON.stringify(body)).not.toContain('1380000000')
  expect((await mediator.get(`${disputes}/${id}/documents/closing/text`)).status).toBe(404)
  const logged = await world.ctx.db
    .selectFrom('access_log')
    .select('fields')
    .where('route', '=', 'mediation.file.text')
    .where('what', '=', 'read')
    .execute()
  expect(logged).toEqual([{ fields: ['document:agreement'] }])
})

test('a document leaves with a purpose only, sound, the same bytes twice, and is logged as taken out', async () => {
  const path = `${disputes}/${id}/documents/agreement`
  expect((await mediator.get(path)).status).toBe(400)
  const [one, two] = [
    await mediator.get(`${path}?purpose=送达当事人`),
    await mediator.get(`${path}?purpose=送达当事人`),
  ]
  expect(one.status).toBe(200)
  expect(docxProblem(one.raw)).toBeNull()
  expect(one.raw.equals(two.raw)).toBe(true)
  expect(docxText(one.raw)).toContain('土地恢复原状')
  const logged = await world.ctx.db.selectFrom('access_log').selectAll().where('what', '=', 'export').execute()
  expect(logged).toHaveLength(2)
  expect(logged[0]).toMatchObject({ subject_ids: [id], fields: ['document:agreement'], purpose: '送达当事人' })
})

test('the mediators and a party sign: each in their own place, once, to the text as it stands', async () => {
  expect((await sign('neighbour')).status).toBe(403)
  expect((await sign('mediator', neighbour)).status).toBe(403)
  expect((await sign('nobody')).body.errors).toMatchObject([{ field: 'place' }])
  expect((await sign('mediator', mediator, { digest: 'a'.repeat(64) })).body.code).toBe('matters.stale')
  expect((await sign('mediator', mediator, { strokes: [[1, 1]] })).body.errors).toMatchObject([{ field: 'strokes' }])
  expect((await sign('mediator')).status).toBe(200)
  expect((await sign('neighbour', neighbour)).status).toBe(200)
  expect((await sign('mediator')).body.code).toBe('matters.already-decided')
  expect(await placeOf('mediator')).toMatchObject({ state: 'signed' })
  expect(await placeOf('party-0')).toMatchObject({ state: 'open', at: null })
})

let code: string
let digits: string

test('a party opens the link with the digits on their own phone, reads, signs, and takes their copy', async () => {
  const made = await mediator.post(`${disputes}/${id}/signing-links`, { seat: 0 })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  digits = made.body.digits
  code = made.body.link.split('/').at(-1)
  const phone = world.asPublic()
  const wrong = digits === '000000' ? '000001' : '000000'
  expect((await phone.post(`/api/public/signing/${code}/open`, { digits: wrong })).body.errors).toMatchObject([
    { field: 'digits' },
  ])
  const paper = (await phone.post(`/api/public/signing/${code}/open`, { digits })).body
  expect(paper).toMatchObject({ title: '人民调解协议书', place: { key: 'party-0', state: 'open' } })
  const followed = async () => (await phone.get(`/api/public/disputes/${code}`)).body.signing
  expect(await followed()).toMatchObject({ key: 'party-0', state: 'open', at: null })
  expect(JSON.stringify(paper)).toContain('项目完工后恢复原状')
  expect(JSON.stringify(paper)).not.toContain('1380000000')
  const signed = await phone.post(`/api/public/signing/${code}`, { digits, digest: paper.digest, strokes })
  expect(signed.body.place).toMatchObject({ state: 'signed', how: { en: expect.stringContaining('own phone') } })
  expect(await followed()).toEqual(signed.body.place)
  expect((await followed()).at).toBe(world.clock.now.toISOString())
  const copy = await phone.get(`/api/public/track/${code}/agreement.docx`)
  expect(docxText(copy.raw)).toContain('在自己手机上手写')
  expect(docxText(copy.raw)).not.toContain('1380000000')
})

test('when the text changes every signature is void, visibly, and so are the digits', async () => {
  await take('rework', { reason: '期限要改' })
  await take('agree', { ...whole, terms: '两年后恢复原状' })
  for (const key of ['mediator', 'neighbour', 'party-0']) expect(await placeOf(key)).toMatchObject({ state: 'void' })
  const phone = world.asPublic()
  expect((await phone.post(`/api/public/signing/${code}/open`, { digits })).status).toBe(400)
  expect((await phone.get(`/api/public/disputes/${code}`)).body.signing).toMatchObject({ state: 'void' })
  const { raw } = await mediator.get(`${disputes}/${id}/documents/agreement?purpose=送达当事人`)
  expect(docxText(raw)).not.toContain('手写')
  expect((await sign('mediator')).status).toBe(200)
  expect(await placeOf('mediator')).toMatchObject({ state: 'signed' })
})

test('the whole file is one ZIP whose list of hashes holds', async () => {
  const path = `${disputes}/${id}/file.zip?purpose=归档备查`
  const answer = await mediator.get(path)
  expect(answer.status).toBe(200)
  expect((await mediator.get(path)).raw.equals(answer.raw)).toBe(true)
  const inside = unzipSync(answer.raw)
  const list = Buffer.from(inside['SHA256SUMS.txt'] as Uint8Array)
    .toString()
    .trimEnd()
    .split('\n')
  expect(list).toHaveLength((await states()).length)
  for (const line of list) {
    const [hash, name] = line.split('  ') as [string, string]
    const content = inside[name] as Uint8Array
    expect(createHash('sha256').update(content).digest('hex')).toBe(hash)
    expect(docxProblem(content)).toBeNull()
  }
})
