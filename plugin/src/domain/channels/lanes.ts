/**
 * What goes before what when the rate limit is short. A number that is too high sells what is not there, so it is lowered
 * first; telling what has left comes next, since customers wait for it; then reading orders, since it lowers numbers; raising a number
 * can wait.
 */
export const lanes = ["down", "fulfil", "orders", "up", "reconcile"] as const

export type Lane = (typeof lanes)[number]

/** Negative when `a` goes first. */
export const compareLanes = (a: Lane, b: Lane) => lanes.indexOf(a) - lanes.indexOf(b)

/**
 * The part of the rate limit that each lane leaves to those before it: looking after our own echoes must never keep a sale
 * waiting, though there are many more of them.
 */
export const leftToOthers: Readonly<Record<Lane, number>> = { down: 0, fulfil: 0, orders: 0, up: 0.1, reconcile: 0.5 }

/** The lane of a number that is to be shown. One that was never seen may be too high. */
export function laneOfWrite(wanted: number, shown: number | null): "down" | "up" {
  return wanted === 0 || shown === null || wanted < shown ? "down" : "up"
}
