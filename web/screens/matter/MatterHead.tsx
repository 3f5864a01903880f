// The top of a matter: state, number, what it says, where and whence.
import { CopyOutlined, EnvironmentOutlined } from '@ant-design/icons'
import { App, Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { rungLabels } from '../../../contract/supervision.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { headlineIn } from '../../parts/headline.ts'
import { OverdueTag } from '../../parts/OverdueTag.tsx'
import { placeName } from '../../parts/place-name.ts'
import { StateTag } from '../../parts/StateTag.tsx'
import { useCategoryName } from '../../parts/use-category-name.ts'
import { channelLabel, words } from './messages.ts'

export function MatterHead({ kind, matter, corner }: { kind: AnyMatterKind; matter: MatterView; corner?: ReactNode }) {
  const text = useText()
  const format = useFormat()
  const { message } = App.useApp()
  const categoryName = useCategoryName(kind)
  const category = categoryName((matter.data[kind.categoryField as string] as string | undefined) ?? null)
  const headline = matter.data[kind.headline as string]
  const choices = formFields(kind, [kind.headline as string])[0]?.choices
  const copy = async () => {
    await navigator.clipboard?.writeText(matter.no)
    void message.success(text(desk.copied))
  }
  return (
    <header className="matter-head">
      <div className="matter-line">
        <StateTag kind={kind} state={matter.state} />
        {matter.overdue ? <OverdueTag /> : null}
        {matter.supervision ? <span className="tag tag-late">{text(rungLabels[matter.supervision])}</span> : null}
        <span className="matter-no lf-numbers">
          {matter.no}
          <Tooltip title={text(words.copyNo)}>
            <Button
              type="text"
              size="small"
              icon={<CopyOutlined />}
              aria-label={text(words.copyNo)}
              onClick={() => void copy()}
            />
          </Tooltip>
        </span>
        {corner ? <span className="matter-corner">{corner}</span> : null}
      </div>
      <h2 className="matter-headline">
        {typeof headline === 'string'
          ? headlineIn(kind, text(choices?.[headline] ?? headline), text)
          : category || text(kind.label)}
      </h2>
      <p className="matter-sub">
        {category ? <strong>{category}</strong> : null}
        <span>
          <EnvironmentOutlined /> {matter.placed ? placeName(matter.division) : text(words.unplaced)}
        </span>
        <span>{text(channelLabel(matter.channel))}</span>
        <span className="lf-numbers">
          {text(words.openedAt)} {format.instant(matter.openedAt)}
        </span>
      </p>
    </header>
  )
}
