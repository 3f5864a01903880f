// A QR code drawn on the phone: the link it holds goes to nobody else. Its library is fetched only when one is shown.
import { useEffect, useState } from 'react'

interface Squares {
  size: number
  path: string
}

// The standard asks for four light modules around the code (ISO/IEC 18004 §9.1).
const quietZone = 4

export function QrCode({ text, title }: { text: string; title: string }) {
  const [squares, setSquares] = useState<Squares | null>(null)
  useEffect(() => {
    let isGone = false
    drawn(text).then(
      (made) => !isGone && setSquares(made),
      // Offline before the library came: the code in letters above is enough.
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [text])
  if (!squares) return null
  const side = squares.size + 2 * quietZone
  return (
    <figure className="qr">
      <svg
        viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
        role="img"
        aria-label={title}
        shapeRendering="crispEdges"
      >
        <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
        <path d={squares.path} fill="#000" />
      </svg>
      <figcaption aria-hidden="true">{title}</figcaption>
    </figure>
  )
}

async function drawn(text: string): Promise<Squares> {
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
  return { size, path }
}
