import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { returnMoney } from "./return-money"
import { watchCheckouts } from "./watch-checkouts"

jest.mock("./return-money", () => ({ returnMoney: jest.fn() }))
const returned = jest.mocked(returnMoney)

type Subscriber = (event: object) => Promise<void>

/** A workflow engine whose events a test sends itself. */
function watched() {
  let subscriber: Subscriber = async () => {}
  const logger = { warn: jest.fn(), error: jest.fn() }
  const engine = { subscribe: async (given: { subscriber: Subscriber }) => void (subscriber = given.subscriber) }
  const known = { [Modules.WORKFLOW_ENGINE]: engine, [ContainerRegistrationKeys.LOGGER]: logger }
  const container = { resolve: (key: string) => known[key as keyof typeof known] }
  watchCheckouts(container as never)
  const begin = (transactionId: string, sessionId: unknown) =>
    subscriber({
      eventType: "onStepSuccess",
      transactionId,
      step: { definition: { action: "compensate-payment-if-needed" } },
      response: { output: { output: sessionId } },
    })
  const end = async (transactionId: string, failed?: string) => {
    const ended = subscriber({ eventType: "onFinish", transactionId, errors: failed ? [{ action: failed }] : [] })
    await jest.runAllTimersAsync()
    await ended
  }
  return { begin, end, logger }
}

describe("completions of carts", () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => {
    jest.useRealTimers()
    returned.mockReset()
  })

  it("have their money returned where the reservation was refused, each its own", async () => {
    const { begin, end } = watched()
    await begin("first", "session-1")
    await begin("second", "session-2")
    await end("second", "reserve-inventory-step")
    await end("first", "reserve-inventory-step")
    expect(returned.mock.calls.map(([, id]) => id)).toEqual(["session-2", "session-1"])
  })

  it.each([
    ["ended with an order", undefined],
    ["had their card declined", "authorize-payment-session-step"],
    ["found the cart locked", "acquire-lock-step"],
  ])("are left alone when they %s", async (_, failed) => {
    const { begin, end } = watched()
    await begin("first", "session-1")
    await end("first", failed)
    expect(returned).not.toHaveBeenCalled()
  })

  it("without a session, since nothing was to pay, have none to return", async () => {
    const { begin, end } = watched()
    await begin("first", undefined)
    await end("first", "reserve-inventory-step")
    expect(returned).not.toHaveBeenCalled()
  })

  it("are settled once, also when their end is told again", async () => {
    const { begin, end } = watched()
    await begin("first", "session-1")
    await end("first", "reserve-inventory-step")
    await end("first", "reserve-inventory-step")
    expect(returned).toHaveBeenCalledTimes(1)
  })

  it("whose bank does not answer are tried again, three times in all, and then named to a person", async () => {
    const { begin, end, logger } = watched()
    returned.mockRejectedValue(new Error("no answer"))
    await begin("first", "session-1")
    await end("first", "reserve-inventory-step")
    expect(returned).toHaveBeenCalledTimes(3)
    expect(logger.error).toHaveBeenCalledWith(expect.stringContaining("Look at payment session session-1"))
  })

  it("are remembered within bounds, when their end is never told", async () => {
    const { begin, end } = watched()
    for (let at = 0; at <= 10_000; at += 1) await begin(`t-${at}`, `session-${at}`)
    await end("t-0", "reserve-inventory-step")
    await end("t-10000", "reserve-inventory-step")
    expect(returned.mock.calls.map(([, id]) => id)).toEqual(["session-10000"])
  })
})
