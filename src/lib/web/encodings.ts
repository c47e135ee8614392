/** In the order in which we like to send them. */
const PREFERRED = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof PREFERRED)[number]

/** The best of `offered` that the asker takes, by their `Accept-Encoding`. */
export function bestEncoding(accepts: string | undefined, offered: readonly Encoding[]): Encoding {
  const weights = new Map(
    (accepts ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, weight === undefined ? 1 : Number(weight.slice(2))]
    }),
  )
  const takes = (encoding: Encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
  return PREFERRED.find((encoding) => offered.includes(encoding) && takes(encoding)) ?? 'identity'
}
