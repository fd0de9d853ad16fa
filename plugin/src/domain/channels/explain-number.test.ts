import { termsOf, whyNumber, type NumberFacts } from "./explain-number"
import { judgeMode, type PublishingMode } from "./publishing-mode"

const facts = (
  locations: number,
  publishing: PublishingMode,
  over: Partial<NumberFacts["promise"]> = {}
): NumberFacts => {
  const promise = { locations, channelBuffer: 0, allocation: null, ...over }
  const quantity = Math.max(0, Math.min(promise.locations - promise.channelBuffer, promise.allocation ?? Infinity))
  const measured = { velocityPerDay: 86_400, lagMs: 3_000 }
  const mode = judgeMode({
    publishing,
    promised: quantity,
    ...measured,
    sharers: [{ connectionId: "b", publishing: { mode: "shared" }, exposed: 1 }],
  })
  return { promise: { ...promise, quantity }, mode, publishing, ...measured }
}

const modes: PublishingMode[] = [
  { mode: "shared" },
  { mode: "buffered", by: "units", units: 3 },
  { mode: "buffered", by: "percent", percent: 30 },
  { mode: "buffered", by: "velocity", days: 7 },
  { mode: "split-when-scarce", below: 10, percent: 40 },
]

test("law: the steps add up to what is shown, whatever the mode and the rules", () => {
  for (const publishing of modes)
    for (const locations of [0, 1, 2, 5, 9, 10, 11, 40])
      for (const channelBuffer of [0, 2, 50])
        for (const allocation of [null, 0, 4]) {
          const terms = termsOf(facts(locations, publishing, { channelBuffer, allocation }))
          const shown = terms.at(-1)!.quantity
          expect(terms.slice(0, -1).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(shown)
        }
})

test.each([
  [12, modes[0]!, "12 can be promised at all mapped locations"],
  [12, modes[1]!, "12 can be promised at all mapped locations − 3 kept back (3 units) = 9"],
  [
    12,
    modes[3]!,
    "12 can be promised at all mapped locations − 3 kept back (others sell 86400 a day, and a change needs 3 s) = 9",
  ],
  [10, modes[4]!, "10 can be promised at all mapped locations − 6 left to other channels while it is scarce = 4"],
])("%d by %j reads: %s", (locations, publishing, sentence) =>
  expect(whyNumber(facts(locations, publishing))).toBe(sentence)
)
