/** A figure at a moment; null where nothing was measured. */
export interface Point {
  /** Epoch milliseconds. */
  readonly at: number
  readonly value: number | null
}

interface Scales {
  x(at: number): number
  y(value: number): number
}

/** The path of a line through points; it is broken where nothing was measured. A point alone is drawn as a short stroke. */
export function linePath(points: readonly Point[], scales: Scales): string {
  const parts: string[] = []
  let isDown = false
  points.forEach(({ at, value }, index) => {
    if (value === null) {
      isDown = false
      return
    }
    const [x, y] = [scales.x(at), scales.y(value)]
    const isAlone = !isDown && (points[index + 1]?.value ?? null) === null
    parts.push(`${isDown ? "L" : "M"}${x},${y}`, ...(isAlone ? [`h2`] : []))
    isDown = true
  })
  return parts.join("")
}

/** The point that is nearest to a moment; undefined where there is none. */
export function nearest<P extends { readonly at: number }>(points: readonly P[], at: number): P | undefined {
  return points.reduce<P | undefined>(
    (best, point) => (best === undefined || Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best),
    undefined
  )
}

/** The greatest of all values, and at least `floor`. */
export const greatest = (series: readonly (readonly Point[])[], floor: number): number =>
  series.flat().reduce((most, { value }) => Math.max(most, value ?? floor), floor)
