/** The words of a text as it is written in `src/content`, without the parts and marks around them. */
export function plainText(body: string): string {
  return body
    .replace(/^(import|export) .*$/gm, ' ')
    .replace(/\b(title|choice|consequence|caption|label|text)[=:]\s*["'`]([^"'`]*)["'`]/g, '> $2 <')
    .replace(/<[A-Za-z/][^<>]*>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, ' ')
    .replace(/^[|\s:-]+$/gm, ' ')
    .replace(/[{}[\]<>*_`#|=]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
