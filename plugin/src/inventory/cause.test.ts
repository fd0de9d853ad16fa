import { currentCause, runInCircumstances, runWithCause } from "./cause"

const inside = (cause: object) => runWithCause(cause as never, async () => currentCause())

describe("the current cause", () => {
  it("is none where nobody told one", () => {
    expect(currentCause()).toBeUndefined()
  })

  it("is what was told, filled in from the circumstances", async () => {
    const known = {
      cause: "request",
      causeId: "not this",
      actor: "user_1",
      correlationId: "c",
      reason: "r",
      holder: "cart",
    }
    const told = await runInCircumstances(
      () => known,
      () => inside({ cause: "import", causeId: "7", actor: "shop" })
    )
    expect(told).toEqual({
      cause: "import",
      causeId: "7",
      actor: "shop",
      correlationId: "c",
      reason: "r",
      holder: "cart",
    })
  })

  it("is what the circumstances say when they are asked, not when they began", () => {
    let actor = "nobody yet"
    runInCircumstances(
      () => ({ cause: "request", actor }),
      () => {
        actor = "user_1"
        expect(currentCause()).toEqual({ cause: "request", actor: "user_1" })
        runInCircumstances(
          (around) => ({ cause: "inner", ...(around?.actor && { actor: around.actor }) }),
          () => expect(currentCause()).toEqual({ cause: "inner", actor: "user_1" })
        )
      }
    )
  })
})

describe("a cause that the ledger cannot keep", () => {
  it.each([
    [{ cause: "" }, "cause must be text of 1 to 255 characters"],
    [{}, "cause must be text"],
    [{ cause: 7 }, "cause must be text"],
    [{ cause: "x".repeat(256) }, "cause must be text"],
    [{ cause: "a\u0000b" }, "cause must be text"],
    [{ cause: "a", actor: "" }, "actor must be text of 1 to 255 characters"],
    [{ cause: "a", reason: "r".repeat(1001) }, "reason must be text of 1 to 1000 characters"],
    [{ cause: "a", kind: "stolen" }, "kind must be one of received, allocated"],
    [{ cause: "a", kind: "toString" }, "kind must be one of"],
    [{ cause: "a", occurredAt: new Date("never") }, "occurredAt must be an instant"],
  ])("%j is refused before anything is done", (cause, sentence) => {
    expect(() => inside(cause)).toThrow(sentence)
  })

  it.each(["received", "shipped", "handed_over", "returned", "moved", "adjusted"])("%s may be told", async (kind) => {
    expect(await inside({ cause: "a", kind })).toEqual({ cause: "a", kind })
  })
})
