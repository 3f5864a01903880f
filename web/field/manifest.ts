// What a phone is told when the field app is installed: names, icons, colours. One file a language.
import { type Language, label } from '../../contract/label.ts'

const words = {
  name: label('联防 · 外勤', 'Lianfang field'),
  shortName: label('联防外勤', 'Lianfang'),
  description: label(
    '网格员、驻村民警、校园安保和调解员的手机办理，断网可用。',
    'For grid workers, resident officers, school guards and mediators; works without a network.',
  ),
  report: label('报告一件事', 'Report'),
  tasks: label('我的任务', 'My tasks'),
}

/** The sides of the icons in pixels; a masked one may lose a tenth at each edge. */
export const iconSizes = [192, 512] as const

const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: `/f/icon-${purpose === 'any' ? '' : 'maskable-'}${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** The web app manifest in a language. */
export const manifestIn = (language: Language) => ({
  id: '/f/',
  start_url: '/f/',
  scope: '/f/',
  lang: language === 'zh' ? 'zh-CN' : 'en',
  dir: 'ltr',
  name: words.name[language],
  short_name: words.shortName[language],
  description: words.description[language],
  display: 'standalone',
  orientation: 'any',
  theme_color: '#11283d',
  background_color: '#11283d',
  icons: iconSizes.flatMap((size) => [icon(size, 'any'), icon(size, 'maskable')]),
  shortcuts: [
    { name: words.report[language], url: '/f/#/report' },
    { name: words.tasks[language], url: '/f/#/' },
  ],
})
