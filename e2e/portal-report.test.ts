// A resident reports from a phone on a bad network, follows the report, is answered, and has the last word.
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage } from '../testing/browser.ts'
import { openPortalHouse, type PortalHouse, village } from './portal-house.ts'

let house: PortalHouse
let browser: Browser

beforeAll(async () => {
  house = await openPortalHouse()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await house?.end()
})

const phone = (others: object = {}) =>
  openPage(browser, {
    baseURL: house.baseURL,
    screen: 'phone',
    geolocation: { ...village.place, accuracy: 30 },
    permissions: ['geolocation'],
    ...others,
  })

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Steps 1 to 3, ending before "send". */
async function write(page: Page, account: string): Promise<void> {
  await page.goto(`/p/?v=${village.code}`)
  await page.getByRole('heading', { name: village.name }).waitFor()
  await page.getByRole('link', { name: '报告一件事' }).click()
  await button(page, '隐患').click()
  await button(page, '路灯不亮').click()
  await page.getByLabel('写一句话').fill(account)
  await button(page, '下一步').click()
  await button(page, '就在我现在的位置').click()
  await page.getByText('误差约 30 米').waitFor()
  await button(page, '下一步').click()
  await page.getByRole('heading', { name: '看一遍，发送' }).waitFor()
}

const codeOn = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  return (await page.locator('.code').textContent()) ?? ''
}

const numberOn = async (page: Page): Promise<string> =>
  /\d{6}-\d{4}-\d{6}/.exec((await page.locator('.facts').textContent()) ?? '')?.[0] ?? ''

test('reported, answered, not solved, reopened, solved, rated', async () => {
  const { page, faults, close } = await phone()
  await write(page, '村口路灯三天不亮')
  await page.getByLabel('电话').fill('0745-6222110')
  await button(page, '发送').click()
  const code = await codeOn(page)
  const no = await numberOn(page)
  const stored = await house.stored(no)
  expect(stored.data).toMatchObject({ account: '村口路灯三天不亮', contact: { phone: '0745-6222110' } })
  expect(stored.channel).toBe('portal')

  await house.workerTakes(no, 'accept', { effort: 'ordinary' })
  await house.workerTakes(no, 'resolve', { answer: '灯泡已换，请看看亮不亮。' })
  await page.goto('/p/#/follow')
  await page.reload()
  await page.getByLabel('查询码').fill(code.toLowerCase().replaceAll('-', ' '))
  await button(page, '查看').click()
  await page.getByText('灯泡已换，请看看亮不亮。').waitFor()
  await page.getByText(`${village.name}网格员`).waitFor()

  await button(page, '没有解决').click()
  await page.getByLabel('还有什么没解决？').fill('又灭了')
  await button(page, '要求重新办理').click()
  await page.getByText('已重新办理，期限重新计算。').waitFor()
  expect((await house.stored(no)).state).toBe('received')

  await house.workerTakes(no, 'accept', { effort: 'onTheSpot' })
  await house.workerTakes(no, 'resolve', { answer: '线路也修了。' })
  await page.reload()
  await button(page, '解决了').click()
  await page.getByLabel('很满意', { exact: false }).last().check({ force: true })
  await button(page, '确认已解决').click()
  await page.getByText('谢谢您的确认，已办结。').waitFor()
  const ended = await house.stored(no)
  expect([ended.state, ended.data.rating]).toEqual(['closed', 5])
  expect(faults).toEqual([])
  await close()
})

test('what was typed survives a reload and a dead network, and sends itself when the network is back', async () => {
  const { page, close } = await phone()
  await write(page, '电线垂到路面')
  await page.reload()
  await page.getByText('电线垂到路面').waitFor()
  await page.context().setOffline(true)
  await button(page, '发送').click()
  await page.getByText('现在没有网络').waitFor()
  await page.context().setOffline(false)
  await codeOn(page)
  expect((await house.stored(await numberOn(page))).data.account).toBe('电线垂到路面')
  await page.goto('/p/')
  await page.getByRole('link', { name: '报告一件事' }).waitFor()
  expect(await page.getByText('没发出的报告').count()).toBe(0)
  await close()
})

test('an answer lost on the way does not double the report, also when words were changed meanwhile', async () => {
  const { page, close } = await phone()
  await write(page, '井盖坏了，第一次')
  let isFirst = true
  await page.route('**/api/public/reports', async (route) => {
    if (!isFirst) return route.continue()
    isFirst = false
    // The server has it; the phone never hears.
    await route.fetch()
    await route.abort('connectionreset')
  })
  await button(page, /发送/).click()
  await page.getByText('现在没有网络').waitFor()
  await page.getByRole('link', { name: '修改 情况' }).click()
  await page.getByLabel('写一句话').fill('井盖坏了，第二次')
  await button(page, '下一步').click()
  await button(page, '下一步').click()
  await button(page, /发送/).click()
  await codeOn(page)
  await page.getByText('您第一次发送其实已经成功').waitFor()
  const rows = await house.house.db.selectFrom('matters').select(['no', 'data']).execute()
  const ours = rows.filter((r) => String((r.data as { account?: unknown }).account).startsWith('井盖坏了'))
  expect(ours.map((r) => r.no)).toEqual([await numberOn(page)])
  await close()
})

test('photos are made small and a voice note is recorded; anonymous keeps neither voice nor contact', async () => {
  const { page, close } = await phone()
  // A tone in place of a microphone: everything after it is the real recorder.
  await page.addInitScript({
    content: `navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      const tone = context.createOscillator()
      const out = context.createMediaStreamDestination()
      tone.connect(out)
      tone.start()
      return out.stream
    }`,
  })
  await write(page, '护栏断了')
  await page.getByRole('link', { name: '修改 情况' }).click()
  await button(page, '按一下，开始说').click()
  await page.getByText(/0:01/).waitFor()
  await button(page, /说完了/).click()
  await page.getByText('语音 0:0').waitFor()
  const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#468' } })
    .withExif({ IFD0: { Make: 'A phone' } })
    .jpeg()
    .toBuffer()
  await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: large })
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await page.reload()
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  expect(await page.evaluate('document.querySelector(".photo img").naturalWidth')).toBe(1600)
  const uploads: number[] = []
  page.on('request', (r) => {
    if (r.url().endsWith('/api/public/files')) uploads.push(r.postDataBuffer()?.length ?? 0)
  })
  await button(page, '下一步').click()
  await button(page, '下一步').click()
  await button(page, /发送/).click()
  await codeOn(page)
  const named = await house.stored(await numberOn(page))
  expect([named.data.photos, named.data.voice]).toEqual([[expect.any(String)], [expect.any(String)]])
  expect(uploads.length).toBe(2)
  const photo = await house.house.db
    .selectFrom('files')
    .select(['bytes', 'media_type'])
    .where('id', '=', (named.data.photos as string[])[0] ?? '')
    .executeTakeFirstOrThrow()
  expect(photo.media_type).toBe('image/jpeg')

  await write(page, '护栏又断了')
  await page.getByLabel('电话').fill('0745-6222110')
  await page.getByLabel('匿名报告').check()
  await button(page, /发送/).click()
  await codeOn(page)
  const nameless = await house.stored(await numberOn(page))
  expect(Object.keys(nameless.data)).not.toContain('contact')
  expect(Object.keys(nameless.data)).not.toContain('voice')
  await close()
})

test('before sending one sees that others reported the same nearby, and may send all the same', async () => {
  const first = await phone()
  await write(first.page, '同一盏灯，第一个人')
  await button(first.page, /发送/).click()
  await codeOn(first.page)
  await first.close()
  const second = await phone()
  await write(second.page, '同一盏灯，第二个人')
  await second.page.getByText(/附近 24 小时内已有 \d/).waitFor()
  await button(second.page, '照样发送').click()
  await codeOn(second.page)
  await second.close()
})

test('described in words, it waits to be placed in the village that was named', async () => {
  const { page, close } = await phone()
  await page.goto(`/p/?v=${village.code}#/report/kind`)
  await button(page, '求助').click()
  await button(page, '停水停电停气').click()
  await page.getByLabel('写一句话').fill('停水两天')
  await button(page, '下一步').click()
  await page.getByText('用文字说明').click()
  await button(page, '下一步').click()
  await page.getByText('请写明在哪里').waitFor()
  await page.getByLabel('在哪里').fill('老戏台后面')
  await button(page, '下一步').click()
  await button(page, '发送').click()
  await codeOn(page)
  const stored = await house.stored(await numberOn(page))
  expect(stored.data).toMatchObject({ whereabouts: '老戏台后面' })
  expect(stored.lng).toBeNull()
  await close()
})
