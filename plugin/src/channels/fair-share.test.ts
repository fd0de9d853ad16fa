import { FairShare } from "./fair-share"

const leaseMs = 6_000

test("who works nothing waits for nobody, who works more waits longer, and nobody longer than half a lease", () => {
  const share = new FairShare()
  const waits = Array.from({ length: 10 }, (_none, at) => {
    const wait = share.patienceMs(leaseMs)
    share.note(`c${at}`, true)
    return wait
  })
  expect(waits.slice(0, 5)).toEqual([0, 750, 1_500, 2_250, 3_000])
  expect(Math.max(...waits)).toBe(leaseMs / 2)
})

test("a connection counts once, and no more when it is let go", () => {
  const share = new FairShare()
  for (let times = 0; times < 3; times += 1) share.note("a", true)
  expect(share.patienceMs(leaseMs)).toBe(750)
  share.note("a", false)
  expect(share.patienceMs(leaseMs)).toBe(0)
})

test("one is asked for after the other, also when an asking fails", async () => {
  const share = new FairShare()
  let asking = 0
  const ask = (fails: boolean) =>
    share.inTurn(async () => {
      asking += 1
      await new Promise((resolve) => setImmediate(resolve))
      expect(asking).toBe(1)
      asking -= 1
      if (fails) throw new Error("The database is away.")
    })
  const outcomes = await Promise.allSettled([ask(false), ask(true), ask(false)])
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
})
