import { extremes, reach, stepArea, stepAt, stepPath, type Step } from "./steps"

const steps: Step[] = [
  { at: 0, onHand: 5, reserved: 0 },
  { at: 10, onHand: 5, reserved: 2 },
  { at: 20, onHand: 3, reserved: 0 },
]
const scales = { x: (at: number) => at, y: (quantity: number) => 100 - quantity }

describe("a step line", () => {
  it("holds each figure until the next step, and the last one to the end", () => {
    expect(stepPath(steps, "onHand", 30, scales)).toBe("M0,95H10V95H20V97H30")
    expect(stepPath(steps, "reserved", 30, scales)).toBe("M0,100H10V98H20V100H30")
    expect(stepPath([], "onHand", 30, scales)).toBe("")
  })

  it("encloses an area down to nothing", () => {
    expect(stepArea(steps.slice(0, 1), "onHand", 30, scales)).toBe("M0,95H30V100H0Z")
    expect(stepArea([], "onHand", 30, scales)).toBe("")
  })
})

describe("what stood at an instant", () => {
  it.each([
    [-1, undefined],
    [0, 0],
    [9, 0],
    [10, 1],
    [19.5, 1],
    [20, 2],
    [1e9, 2],
  ])("at %d is step %s", (at, index) => {
    expect(stepAt(steps, at)).toBe(index === undefined ? undefined : steps[index])
  })

  it("is nothing where there are no steps", () => {
    expect(stepAt([], 5)).toBeUndefined()
  })
})

describe("the axis", () => {
  it("holds both figures and nothing, and is never flat", () => {
    expect(reach(steps)).toEqual([0, 5])
    expect(reach([{ at: 0, onHand: -2, reserved: 9 }])).toEqual([-2, 9])
    expect(reach([{ at: 0, onHand: 0, reserved: 0 }])).toEqual([0, 1])
  })

  it("is told in words by the least and the most on hand", () => {
    expect(extremes(steps)).toEqual({ least: 3, most: 5 })
  })
})
