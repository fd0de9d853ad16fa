import { lessOurs } from "./less-ours"

const line = (orderLineRef: string, received: number, restocked: number) => ({ orderLineRef, received, restocked })
const all = (lines: ReturnType<typeof line>[]) => lines.reduce((sum, { received }) => sum + received, 0)

it("takes off what we told of, over all lines of the same order line, and never below zero", () => {
  const lines = [line("cup", 2, 1), line("cup", 3, 0), line("hat", 1, 1)]
  for (let ours = 0; ours < 8; ours += 1) {
    const left = lessOurs(lines, { cup: { received: ours, restocked: 0 } })
    expect(all(left)).toBe(1 + Math.max(0, 5 - ours))
    expect(left.every(({ received, restocked }) => received >= 0 && restocked >= 0)).toBe(true)
  }
})

it("leaves everything to the channel where we told it nothing", () => {
  const lines = [line("cup", 2, 1)]
  expect(lessOurs(lines, {})).toEqual(lines)
})
