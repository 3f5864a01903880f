// An address under which the page can show a photo or play a voice note kept on the phone.
import { useEffect, useState } from 'react'
import { findBlob } from './blobs.ts'

export function useBlobUrl(key: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    setUrl(null)
    if (key !== null)
      findBlob(key).then((blob) => {
        if (isGone || !blob) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      })
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [key])
  return url
}
