// Ant Design in our colours and in the language of the screen.
import { App, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect } from 'react'
import { useLanguage } from '../text/language.tsx'
import { markStyles, nonce } from './nonce.ts'
import './theme.css'

const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1c5a86',
    colorInfo: '#1c5a86',
    colorSuccess: '#1c7a3d',
    colorWarning: '#b7791f',
    colorError: '#bf2a2a',
    colorText: '#1b2733',
    colorTextSecondary: '#566372',
    colorTextTertiary: '#626e7c',
    colorTextDescription: '#566372',
    colorTextPlaceholder: '#6b7682',
    // Tints by hand: those derived from deep colours come out grey.
    colorPrimaryBg: '#e8f1f8',
    colorPrimaryBgHover: '#d9e8f3',
    colorPrimaryBorder: '#a9c8df',
    colorInfoBg: '#eef5fa',
    colorInfoBorder: '#c3d9e8',
    colorSuccessBg: '#ebf6ef',
    colorSuccessBorder: '#b5dcc3',
    colorWarningBg: '#fff8e8',
    colorWarningBorder: '#ecd9a8',
    colorErrorBg: '#fdf0f0',
    colorErrorBorder: '#eebcbc',
    colorBorder: '#cbd3dc',
    colorBorderSecondary: '#e2e7ed',
    colorBgLayout: '#f3f5f8',
    borderRadius: 6,
    fontFamily: 'var(--lf-font)',
    controlHeight: 34,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Table: { cellPaddingBlockSM: 7, headerBg: '#f7f9fb', headerColor: '#566372' },
    Tabs: { horizontalItemPadding: '10px 0' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Tooltip: { maxWidth: 340 },
  },
}

const csp = nonce === undefined ? {} : { nonce }
markStyles()

export function Theme({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  }, [language])
  return (
    <ConfigProvider
      csp={csp}
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
