const SMALL = new Set(['and', 'at', 'in', 'of', 'on', 'the', 'for', 'by'])

/** A name as the register shouts it, "THE SURGERY AT ST. MARY'S", as it is written: "The Surgery at St. Mary's". */
export function nameInWords(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name
    .toLowerCase()
    .replace(/[\p{L}\d][\p{L}\d'’]*/gu, (word, at: number) =>
      at > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
}
