// Makes a photo small on the phone before it is sent. Drawing it anew also drops where and with what it was taken.

const longestEdgePx = 1600
const quality = 0.82

/** A JPEG of at most 1600 px, or null when the phone cannot read the picture. */
export async function smallPhoto(file: Blob): Promise<Blob | null> {
  const url = URL.createObjectURL(file)
  try {
    const image = await decoded(url)
    const scale = Math.min(1, longestEdgePx / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
    const pen = canvas.getContext('2d')
    if (!pen) return null
    // A transparent picture would turn black as JPEG.
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

const decoded = (url: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('not a picture'))
    image.src = url
  })
