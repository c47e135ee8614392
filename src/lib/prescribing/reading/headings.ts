/** A heading as it is compared: capitals, and one underscore for what parts its words. */
export const plainHeading = (text: string) =>
  text
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, '_')
