// 中文 or English, one click.
import { Button } from 'antd'
import { useLanguage } from '../../ui/text/language.tsx'

export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage()
  const other = language === 'zh' ? 'English' : '中文'
  return (
    <Button
      type="text"
      size="small"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {other}
    </Button>
  )
}
