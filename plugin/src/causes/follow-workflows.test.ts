import { currentCause } from "../inventory/cause"
import { followWorkflows } from "./follow-workflows"

const names = ["resume", "cancelTransaction", "registerStepSuccess", "registerStepFailure"] as const
const transaction = (workflow: string, input: unknown, parentStepIdempotencyKey?: string) => ({
  modelId: workflow,
  transactionId: `run of ${workflow}`,
  payload: input,
  getFlow: () => ({ metadata: { parentStepIdempotencyKey } }),
})

/** An orchestrator whose methods tell under which cause they ran. */
const orchestrator = () => {
  const seen: unknown[] = []
  const prototype = Object.fromEntries(
    names.map((name) => [
      name,
      async function (this: unknown, argument: unknown) {
        await Promise.resolve()
        seen.push(currentCause())
        return argument
      },
    ])
  ) as Record<(typeof names)[number], (argument: unknown) => Promise<unknown>>
  return { prototype, seen, follow: () => followWorkflows(prototype as never) }
}

describe("following workflows", () => {
  it.each(["resume", "cancelTransaction"] as const)(
    "names the workflow during %s, and gives back what it gave",
    async (name) => {
      const { prototype, seen, follow } = orchestrator()
      follow()
      const run = transaction("cancel-order", { order_id: "order_1" })
      expect(await prototype[name](run)).toBe(run)
      expect(seen).toEqual([
        { cause: "cancel-order", causeId: "order_1", correlationId: "run of cancel-order", actor: "system" },
      ])
      expect(currentCause()).toBeUndefined()
    }
  )

  it.each(["registerStepSuccess", "registerStepFailure"] as const)(
    "knows by the key what %s goes on with",
    async (name) => {
      const { prototype, seen, follow } = orchestrator()
      follow()
      await prototype[name]({ responseIdempotencyKey: "ship:run-1:wait:invoke" })
      await prototype[name]({ responseIdempotencyKey: "x", transaction: transaction("ship", { id: "a" }) })
      expect(seen).toMatchObject([
        { cause: "ship", correlationId: "run-1" },
        { cause: "ship", causeId: "a" },
      ])
    }
  )

  it("wraps once, however often it is asked to", () => {
    const { prototype, follow } = orchestrator()
    follow()
    const wrapped = { ...prototype }
    follow()
    expect({ ...prototype }).toEqual(wrapped)
  })

  it("refuses a Medusa whose workflows run otherwise, and says what to do", () => {
    expect(() => followWorkflows({ resume: async () => undefined } as never)).toThrow(
      "Medusa's workflows have no cancelTransaction, registerStepSuccess, registerStepFailure"
    )
  })
})
