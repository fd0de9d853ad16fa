import { manualClock } from "./clock"

describe("a manual clock", () => {
  it("runs what falls due in order, also what is set on the way, and nothing that was cancelled", () => {
    const clock = manualClock(1000)
    const ran: [string, number][] = []
    const note = (name: string) => () => void ran.push([name, clock.now()])
    clock.after(30, note("late"))
    clock.after(10, () => {
      note("early")()
      clock.after(5, note("added"))
    })
    clock.after(20, note("cancelled"))()
    clock.after(100, note("not yet"))
    clock.advance(50)
    expect(ran).toEqual([
      ["early", 1010],
      ["added", 1015],
      ["late", 1030],
    ])
    expect(clock.now()).toBe(1050)
  })
})
