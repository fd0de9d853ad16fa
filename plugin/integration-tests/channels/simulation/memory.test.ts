import { random } from "../../../src/prove/random"
import { drawCall, type Given } from "./support/calls"
import { openSides, type Sides } from "./support/sides"

jest.setTimeout(600_000)

/** Each begins with empty tables. */
const sequences = 300
const callsEach = 40
const startsAt = Date.parse("2026-11-23T23:59:00.000Z")

let sides: Sides
beforeAll(async () => void (sides = await openSides(startsAt)))
afterAll(() => sides.close())

const given = (memory: Given["memory"]): Given => ({ memory, ids: new Map(), claimed: [], webhooks: [] })

/** Time never stands still between two calls, so that the order of rows is never a matter of luck. */
async function tell(seed: number): Promise<void> {
  const chance = random(seed)
  const [real, model] = [given(sides.real), given(await sides.empty())]
  const told: string[] = []
  let now = startsAt
  await sides.setTime(now)
  for (let step = 0; step < callsEach; step += 1) {
    const { name, on } = drawCall(chance, now)
    told.push(name)
    const [wanted, answer] = [await on(real), await on(model)]
    expect({ seed, told, answer }).toEqual({ seed, told, answer: wanted })
    now += chance.between(1, 3_000)
    await sides.setTime(now)
  }
}

test(`the simulator's memory answers as the database does, over ${sequences} courses of ${callsEach} calls`, async () => {
  for (let seed = 1; seed <= sequences; seed += 1) await tell(seed)
})
