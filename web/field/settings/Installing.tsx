// Putting the app on the home screen: browsers keep the store of an installed app when space is short.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { useSnapshot } from '../engine.tsx'
import { install, isInstalled, useInstallable } from '../install/prompt.ts'

export function Installing() {
  const say = useText()
  const isOffered = useInstallable()
  const { trouble } = useSnapshot()
  if (isInstalled()) return null
  return (
    <section className="block">
      <h2>{say(label('装到桌面', 'Install'))}</h2>
      <p>
        {trouble?.is === 'not-durable'
          ? say(
              label(
                '浏览器在空间不够时可能清掉没发出的内容。装到桌面就不会。',
                'When space is short the browser may throw away what was not sent. Installed, it does not.',
              ),
            )
          : say(label('像别的应用一样打开，没有网络也能用。', 'Opens like any other app, with or without a network.'))}
      </p>
      {isOffered ? (
        <button type="button" className="button button-first" onClick={() => void install()}>
          {say(label('装到桌面', 'Install'))}
        </button>
      ) : (
        <p className="hint">
          {say(label('在浏览器菜单里选「添加到主屏幕」。', 'Choose “Add to home screen” in the menu of the browser.'))}
        </p>
      )}
    </section>
  )
}
