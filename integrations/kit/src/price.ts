const price = Symbol.for("@anyshelf/connector-kit price")

/**
 * A request of which the connector knows what it will take of the rate limit, from the vendor's answer to the same question before, for
 * example: the host waits for so many points rather than for an ordinary request's.
 *
 * @param points - in the unit of the connector's declared limit
 */
export const withPrice = (init: RequestInit, points: number): RequestInit => Object.assign(init, { [price]: points })

/** What `withPrice` said of a request; undefined where nothing was. */
export function priceOf(init: RequestInit | undefined): number | undefined {
  const points: unknown = (init as { [price]?: unknown } | undefined)?.[price]
  return typeof points === "number" && Number.isFinite(points) && points >= 0 ? points : undefined
}
