// Kept lists, through HTTP: added to, renamed, switched off and ordered by the county's administrators only.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTwoCounties, type TwoCounties } from '../../testing/two-counties.ts'
import { clockContext } from '../context.ts'
import { startLists } from './lists.ts'

let two: TwoCounties
let admin: Browser
let list: string

beforeAll(async () => {
  two = await openTwoCounties()
  const lists = two.house.lists
  list = [...lists.keys()][0] ?? ''
  for (const code of ['431227', '522627'])
    await startLists(clockContext(two.house, 'test'), two.idOf(code), lists.values())
  admin = await two.as('admin', 'administrator', '431227')
})
afterAll(() => two.end())

const entry = { label: { zh: '井盖', en: 'Manhole covers' } }
const path = (rest = '') => `/api/admin/lists/${list}${rest}`

test('the lists are those that the modules bring', async () => {
  const { body } = await admin.get('/api/admin/lists')
  expect(body).toContainEqual({ id: list, label: two.house.lists.get(list)?.label, hasTexts: false })
  expect((await admin.get(path())).body).toHaveLength(two.house.lists.get(list)?.entries.length ?? 0)
  expect((await admin.get('/api/admin/lists/no.such')).status).toBe(404)
})

test('an entry is added, stands below another, is renamed and switched off; the neighbour’s list stays as it was', async () => {
  const before = (await admin.get(path())).body
  const added = await admin.send('POST', path(), entry)
  expect(added.status).toBe(201)
  expect(added.body.at(-1)).toMatchObject({ id: 'own-1', label: entry.label, under: null, active: true })
  const below = await admin.send('POST', path(), { label: { zh: '缺失', en: 'Missing' }, under: 'own-1' })
  expect(below.body.at(-1)).toMatchObject({ id: 'own-2', under: 'own-1' })
  const deeper = await admin.send('POST', path(), { ...entry, under: 'own-2' })
  expect(deeper.body.errors).toMatchObject([{ field: 'under' }])
  const renamed = await admin.send('PATCH', path('/own-1'), { label: { zh: '窨井盖', en: 'Covers' }, active: false })
  expect(renamed.body.find((e: { id: string }) => e.id === 'own-1')).toMatchObject({
    label: { zh: '窨井盖' },
    active: false,
  })
  expect((await admin.send('PATCH', path('/no-such'), { active: false })).status).toBe(404)
  expect((await admin.send('POST', path(), { label: { zh: ' ', en: 'x' } })).body.errors).toMatchObject([
    { field: 'label' },
  ])
  expect((await admin.send('POST', path(), { label: { zh: '只有中文' } })).body.errors).toMatchObject([
    { field: 'label.en' },
  ])
  expect((await admin.get(`/api/lists/${list}`)).body).toHaveLength(before.length + 2)
  const neighbour = await two.as('neighbour', 'administrator', '522627')
  expect((await neighbour.get(path())).body).toHaveLength(before.length)
})

test('the order is that of the administrator, and names every entry', async () => {
  const ids: string[] = (await admin.get(path())).body.map((e: { id: string }) => e.id)
  const turned = ids.toReversed()
  const ordered = await admin.send('PUT', path('/order'), { ids: turned })
  expect(ordered.body.map((e: { id: string }) => e.id)).toEqual(turned)
  expect((await admin.send('PUT', path('/order'), { ids: ids.slice(1) })).body.errors).toMatchObject([{ field: 'ids' }])
  expect((await admin.send('PUT', path('/order'), { ids: ids.map(() => ids[0]) })).status).toBe(400)
})

test('a township’s administrator and everybody else only read', async () => {
  const township = await two.as('township', 'administrator', '431227104')
  expect((await township.send('POST', path(), entry)).status).toBe(403)
  const centre = await two.as('centre', 'countyCentre', '431227')
  expect((await centre.send('POST', path(), entry)).status).toBe(403)
  expect((await centre.get(`/api/lists/${list}`)).status).toBe(200)
})

test('each change is an event', async () => {
  const events = await two.house.db
    .selectFrom('events')
    .select('type')
    .where('subject_kind', '=', 'lists.entry')
    .execute()
  expect(events.map((e) => e.type).sort()).toEqual([
    'lists.entry.added',
    'lists.entry.added',
    'lists.entry.changed',
    'lists.entry.ordered',
  ])
})

test('an entry carries a text where its list has texts, and nowhere else', async () => {
  const clauses = '/api/admin/lists/mediation.clauses'
  const added = await admin.send('POST', clauses, { ...entry, under: 'land', text: '以【标志物】为界。\n双方认可。' })
  expect(added.body.at(-1)).toMatchObject({ under: 'land', notes: { text: '以【标志物】为界。\n双方认可。' } })
  const id = added.body.at(-1).id
  const written = await admin.send('PATCH', `${clauses}/${id}`, { text: '以【河流】为界。' })
  const own = written.body.find((e: { id: string }) => e.id === id)
  expect(own).toMatchObject({ label: entry.label, notes: { text: '以【河流】为界。' } })
  const renamed = await admin.send('PATCH', `${clauses}/${id}`, { label: { zh: '界', en: 'Border' } })
  expect(renamed.body.find((e: { id: string }) => e.id === id).notes).toEqual(own.notes)
  expect((await admin.send('PATCH', path('/own-1'), { text: '正文' })).body.errors).toMatchObject([{ field: 'text' }])
  expect((await admin.send('PATCH', `${clauses}/${id}`, { text: 'x'.repeat(5001) })).body.errors).toMatchObject([
    { field: 'text' },
  ])
})
