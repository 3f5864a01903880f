// Records a voice note of at most a minute, where the browser can.
import { useCallback, useEffect, useRef, useState } from 'react'

export const longestVoiceS = 60

export type Recording =
  | { state: 'idle' }
  | { state: 'asking' }
  | { state: 'recording'; seconds: number }
  | { state: 'refused'; why: 'permission' | 'fault' }

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && typeof navigator.mediaDevices?.getUserMedia === 'function'

const wanted = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

/** `onDone` gets the sound and its length; it is not called when the page goes away first. */
export function useRecorder(onDone: (sound: Blob, seconds: number) => void) {
  const [recording, setRecording] = useState<Recording>({ state: 'idle' })
  const active = useRef<{ recorder: MediaRecorder; stream: MediaStream; timer: number } | null>(null)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })

  const release = useCallback(() => {
    const held = active.current
    active.current = null
    if (!held) return
    window.clearInterval(held.timer)
    for (const track of held.stream.getTracks()) track.stop()
  }, [])

  const stop = useCallback(() => {
    if (active.current?.recorder.state === 'recording') active.current.recorder.stop()
  }, [])

  const start = useCallback(async () => {
    setRecording({ state: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const mimeType = wanted.find((type) => MediaRecorder.isTypeSupported(type))
      const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType })
      const parts: Blob[] = []
      const startedAt = performance.now()
      const seconds = () => Math.min(longestVoiceS, (performance.now() - startedAt) / 1000)
      recorder.ondataavailable = (e) => parts.push(e.data)
      recorder.onstop = () => {
        const lasted = seconds()
        const wasLeft = active.current === null
        release()
        setRecording({ state: 'idle' })
        if (!wasLeft)
          done.current(new Blob(parts, { type: (recorder.mimeType || 'audio/webm').split(';')[0] ?? '' }), lasted)
      }
      const timer = window.setInterval(() => {
        setRecording({ state: 'recording', seconds: seconds() })
        if (seconds() >= longestVoiceS) stop()
      }, 500)
      active.current = { recorder, stream, timer }
      recorder.start()
      setRecording({ state: 'recording', seconds: 0 })
    } catch (error) {
      release()
      const denied = error instanceof DOMException && error.name === 'NotAllowedError'
      setRecording({ state: 'refused', why: denied ? 'permission' : 'fault' })
    }
  }, [release, stop])

  useEffect(() => release, [release])
  return { recording, start, stop }
}
