import { inTime } from "./in-time"

/** Work that ends only when it is told to. */
const endless = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener("abort", () => reject(signal.reason))
  })

describe("in time", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("hands the answer on, and leaves no timer behind", async () => {
    await expect(inTime({ timeoutMs: 1_000 }, async () => "answer")).resolves.toBe("answer")
    expect(jest.getTimerCount()).toBe(0)
  })

  it("ends work that takes too long", async () => {
    const late = inTime({ timeoutMs: 1_000 }, endless)
    const failure = expect(late).rejects.toMatchObject({ name: "TimeoutError" })
    jest.advanceTimersByTime(1_000)
    await failure
  })

  it("ends work that the caller no longer wants, with the caller's reason", async () => {
    const caller = new AbortController()
    const unwanted = inTime({ timeoutMs: 1_000, signal: caller.signal }, endless)
    caller.abort(new Error("typed on"))
    await expect(unwanted).rejects.toThrow("typed on")
    expect(jest.getTimerCount()).toBe(0)
  })

  it("does not start the wait when the caller has already left", async () => {
    await expect(inTime({ timeoutMs: 1_000, signal: AbortSignal.abort(new Error("left")) }, endless)).rejects.toThrow(
      "left"
    )
  })
})
