// The word by which the server knows the styles that Ant Design writes while it runs from those that anybody else would.

/** The word of this page; undefined where the server gives none, as while developing. */
export const nonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined

/** The library hands the word to its components' styles, but not to those of its scroll lock and of its ruler. */
export function markStyles(): void {
  if (nonce === undefined) return
  const create = document.createElement
  document.createElement = ((...args: Parameters<typeof create>) => {
    const made = create.apply(document, args)
    if (made instanceof HTMLStyleElement) made.nonce = nonce
    return made
  }) as typeof create
}
