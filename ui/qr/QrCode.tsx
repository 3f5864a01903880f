// A QR code drawn in the browser: what it holds is sent to nobody.
import { toCanvas } from 'qrcode'
import { useEffect, useRef } from 'react'

export function QrCode({ content, size, label }: { content: string; size: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const drawn = canvas.current
    if (!drawn) return
    // Level M survives a crease or a thumb print on paper.
    void toCanvas(drawn, content, { width: size, margin: 1, errorCorrectionLevel: 'M' }).then(() => {
      // The library fixes the size in pixels; on paper the style sheet decides.
      drawn.style.removeProperty('width')
      drawn.style.removeProperty('height')
    })
  }, [content, size])
  return <canvas ref={canvas} role="img" aria-label={label} width={size} height={size} />
}
