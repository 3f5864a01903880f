// A voice note for those who would rather speak: one, up to a minute, heard before it is sent.
import { v7 as uuidv7 } from 'uuid'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { longestVoiceS, useRecorder } from '../../../ui/phone/use-recorder.ts'
import { useText } from '../../../ui/text/language.tsx'
import { clock } from '../times.ts'
import { dropBlobs, keepBlob } from './blobs.ts'
import { useDraft } from './draft-context.tsx'
import { useBlobUrl } from './use-blob-url.ts'

const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/ogg': 'ogg', 'audio/mp4': 'm4a' }

export function Voice() {
  const say = useText()
  const { draft, change } = useDraft()
  const { recording, start, stop } = useRecorder((sound, seconds) => {
    const key = uuidv7()
    void keepBlob(key, sound).then(() =>
      change({
        voice: { key, name: `voice.${endings[sound.type] ?? 'webm'}`, bytes: sound.size, fileId: null, seconds },
      }),
    )
  })
  const { voice } = draft
  const url = useBlobUrl(voice?.key ?? null)
  const remove = () => {
    if (!voice) return
    change({ voice: null })
    void dropBlobs([voice.key])
  }

  return (
    <section className="block">
      <h2>{say(label('或者说一段(可不说)', 'Or say it (optional)'))}</h2>
      {voice && recording.state === 'idle' && (
        <div className="voice">
          {url && (
            // biome-ignore lint/a11y/useMediaCaption: the reporter's own words, just recorded; nobody has written them down yet
            <audio controls src={url} aria-label={say(label('您的语音', 'Your voice note'))} />
          )}
          <p>{say(label(`语音 ${clock(voice.seconds ?? 0)}`, `Voice note, ${clock(voice.seconds ?? 0)}`))}</p>
          <button type="button" className="button" onClick={remove}>
            <Icon name="trash" />
            {say(label('删掉语音', 'Delete voice note'))}
          </button>
        </div>
      )}
      {!voice && recording.state !== 'recording' && (
        <button type="button" className="button button-wide" disabled={recording.state === 'asking'} onClick={start}>
          <Icon name="mic" />
          {say(label('按一下,开始说', 'Press and speak'))}
        </button>
      )}
      {recording.state === 'recording' && (
        <button type="button" className="button button-wide button-recording" onClick={stop}>
          <Icon name="stop" />
          {say(label('说完了,按这里', 'Press when done'))}
          <span aria-hidden="true">
            {clock(recording.seconds)} / {clock(longestVoiceS)}
          </span>
        </button>
      )}
      <p className="only-read" role="status">
        {recording.state === 'recording' && say(label('正在录音,最长一分钟', 'Recording, at most a minute'))}
        {recording.state === 'idle' && voice && say(label('语音已录好', 'Voice note recorded'))}
      </p>
      {recording.state === 'refused' && <Refused why={recording.why} />}
    </section>
  )
}

const refusals = {
  permission: label(
    '手机没有允许录音。请在浏览器设置里允许麦克风,或者只写文字。',
    'The phone did not allow recording. Allow the microphone in the browser settings, or just write.',
  ),
  fault: label('没有找到麦克风。请写文字。', 'No microphone was found. Please write instead.'),
}

function Refused({ why }: { why: keyof typeof refusals }) {
  const say = useText()
  return (
    <Note tone="wrong" isAlert>
      <p>{say(refusals[why])}</p>
    </Note>
  )
}
