// A matter over the screen it was found on: from the right, or the whole of a phone.
import { CloseOutlined, ExpandAltOutlined } from '@ant-design/icons'
import { Button, Drawer, Tooltip } from 'antd'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useText } from '../../../ui/text/language.tsx'
import { paths } from '../../paths.ts'
import { useGo } from '../../shell/Go.tsx'
import { MatterPanel } from './MatterPanel.tsx'
import { words } from './messages.ts'

interface Props {
  kind: AnyMatterKind
  id: string | null
  firstStep?: string | null
  onClose: () => void
}

export function MatterDrawer({ kind, id, firstStep = null, onClose }: Props) {
  const text = useText()
  const narrow = useNarrow()
  const go = useGo()
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      placement="right"
      size={narrow ? '100%' : 620}
      // The list behind stays usable: the next row is one click away.
      mask={false}
      closable={false}
      rootClassName="matter-drawer"
      styles={{ body: { padding: 0 } }}
      aria-label={text(kind.label)}
      destroyOnHidden
    >
      {id === null ? null : (
        <MatterPanel
          key={id}
          kind={kind}
          id={id}
          layout="drawer"
          firstStep={firstStep}
          corner={
            <>
              <Tooltip title={text(words.openPage)}>
                <Button
                  type="text"
                  icon={<ExpandAltOutlined />}
                  aria-label={text(words.openPage)}
                  onClick={() => go(paths.matter(kind.kind, id))}
                />
              </Tooltip>
              <Button type="text" icon={<CloseOutlined />} aria-label={text(kit.close)} onClick={onClose} />
            </>
          }
        />
      )}
    </Drawer>
  )
}
