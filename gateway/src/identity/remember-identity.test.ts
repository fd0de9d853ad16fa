import type { KnownCaller } from "./ask-identity"
import { rememberIdentity } from "./remember-identity"

const caller: KnownCaller = { kind: "staff", scopes: ["staff"], actorId: null }

function remembering(answer: () => Promise<KnownCaller | null>) {
  const asked: string[] = []
  const clock = { now: 0 }
  const ask = rememberIdentity(
    (authorization) => {
      asked.push(authorization)
      return answer()
    },
    { keepMs: 100, callersMax: 10, now: () => clock.now }
  )
  return { ask, asked, clock }
}

test("the same credentials are asked about once, together and one after the other, until the answer is old", async () => {
  const { ask, asked, clock } = remembering(async () => caller)
  expect(await Promise.all([ask("a"), ask("a")])).toEqual([caller, caller])
  clock.now = 99
  await ask("a")
  expect(asked).toEqual(["a"])
  clock.now = 100
  await ask("a")
  expect(asked).toEqual(["a", "a"])
})

test("other credentials are never mistaken for them", async () => {
  const { ask, asked } = remembering(async () => caller)
  await ask("a")
  await ask("b")
  expect(asked).toEqual(["a", "b"])
})

test("a refusal is remembered; that nothing could be found out is not", async () => {
  const refused = remembering(async () => null)
  await refused.ask("bad")
  await refused.ask("bad")
  expect(refused.asked).toHaveLength(1)
  const down = remembering(async () => {
    throw new Error("down")
  })
  for (const _time of [1, 2]) await expect(down.ask("a")).rejects.toThrow("down")
  expect(down.asked).toHaveLength(2)
})
