// A voice note for those who would rather speak: one, up to a minute, heard before it is sent.
import { label } from '../../contract/label.ts'
import { useText } from '../text/language.tsx'
import { Icon } from './Icon.tsx'
import { Note } from './Note.tsx'
import type { UseAddress } from './Photos.tsx'
import { soundLength } from './sound-length.ts'
import { longestVoiceS, useRecorder } from './use-recorder.ts'

const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/ogg': 'ogg', 'audio/mp4': 'm4a' }

/** The name a recording is kept under, by its media type. */
export const voiceName = (sound: Blob): string => `voice.${endings[sound.type] ?? 'webm'}`

interface Props {
  title: string
  /** The note that is there, by its key; how long it is, where that is known. */
  voice: { key: string; seconds?: number } | null
  useAddress: UseAddress
  onRecorded: (sound: Blob, seconds: number) => void
  onRemove: () => void
}

export function Voice({ title, voice, useAddress, onRecorded, onRemove }: Props) {
  const say = useText()
  const { recording, start, stop } = useRecorder(onRecorded)
  const url = useAddress(voice?.key ?? null)

  return (
    <section className="block">
      <h2>{title}</h2>
      {voice && recording.state === 'idle' && (
        <div className="voice">
          {url && (
            // biome-ignore lint/a11y/useMediaCaption: the reporter's own words, just recorded; nobody has written them down yet
            <audio controls src={url} aria-label={say(label('您的语音', 'Your voice note'))} />
          )}
          {voice.seconds !== undefined && <Length seconds={voice.seconds} />}
          <button type="button" className="button" onClick={onRemove}>
            <Icon name="trash" />
            {say(label('删掉语音', 'Delete voice note'))}
          </button>
        </div>
      )}
      {!voice && recording.state !== 'recording' && (
        <button type="button" className="button button-wide" disabled={recording.state === 'asking'} onClick={start}>
          <Icon name="mic" />
          {say(label('按一下，开始说', 'Press and speak'))}
        </button>
      )}
      {recording.state === 'recording' && (
        <button type="button" className="button button-wide button-recording" onClick={stop}>
          <Icon name="stop" />
          {say(label('说完了，按这里', 'Press when done'))}
          <span aria-hidden="true">
            {soundLength(recording.seconds)} / {soundLength(longestVoiceS)}
          </span>
        </button>
      )}
      <p className="only-read" role="status">
        {recording.state === 'recording' && say(label('正在录音，最长一分钟', 'Recording, at most a minute'))}
        {recording.state === 'idle' && voice && say(label('语音已录好', 'Voice note recorded'))}
      </p>
      {recording.state === 'refused' && <Refused why={recording.why} />}
    </section>
  )
}

function Length({ seconds }: { seconds: number }) {
  const say = useText()
  const length = soundLength(seconds)
  return <p>{say(label(`语音 ${length}`, `Voice note, ${length}`))}</p>
}

const refusals = {
  permission: label(
    '手机没有允许录音。请在浏览器设置里允许麦克风，或者只写文字。',
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
