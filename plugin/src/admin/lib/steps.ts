/** What stood from an instant on. */
export interface Step {
  /** Epoch milliseconds. */
  readonly at: number
  readonly onHand: number
  readonly reserved: number
}

/** Which figure a line shows. */
export type Figure = "onHand" | "reserved"

/** How a line lies on the screen. */
export interface Scales {
  readonly x: (at: number) => number
  readonly y: (quantity: number) => number
}

/** A line that goes straight on until the next step, and then straight up or down. Empty for no steps. */
export function stepPath(steps: readonly Step[], figure: Figure, end: number, { x, y }: Scales): string {
  const [first, ...rest] = steps
  if (!first) return ""
  const start = `M${x(first.at)},${y(first[figure])}`
  return [start, ...rest.map((step) => `H${x(step.at)}V${y(step[figure])}`), `H${x(end)}`].join("")
}

/** The area between such a line and nothing. */
export function stepArea(steps: readonly Step[], figure: Figure, end: number, scales: Scales): string {
  const line = stepPath(steps, figure, end, scales)
  return line && `${line}V${scales.y(0)}H${scales.x(steps[0]!.at)}Z`
}

/** What stood at an instant: the last step by then; undefined before the first one. */
export function stepAt(steps: readonly Step[], at: number): Step | undefined {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.at <= at) low = middle + 1
    else high = middle
  }
  return steps[low - 1]
}

/** The least and the most on hand. */
export function extremes(steps: readonly Step[]): { least: number; most: number } {
  const onHand = steps.map((step) => step.onHand)
  return { least: Math.min(...onHand), most: Math.max(...onHand) }
}

/** What the axis of quantities must hold: both figures, and nothing. */
export function reach(steps: readonly Step[]): [number, number] {
  const all = steps.flatMap((step) => [step.onHand, step.reserved])
  return [Math.min(0, ...all), Math.max(1, ...all)]
}
