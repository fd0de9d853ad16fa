import { describeFault } from "./describe-fault"

const refusal = (status: number, message: string) => Object.assign(new Error(message), { status })

describe("what the merchant reads about a failed request", () => {
  it.each([
    ["a time-out", new DOMException("Too late", "TimeoutError"), "timeout"],
    ["no connection", new TypeError("Failed to fetch"), "unreachable"],
    ["an ended session", refusal(401, "Unauthorized"), "signedOut"],
    ["an unknown address", refusal(404, "Not Found"), "missing"],
    ["a fault of the server", refusal(500, "column x does not exist"), "server"],
    ["a refusal without words", refusal(400, ""), "server"],
    ["something that is not an error", "nonsense", "unreachable"],
    ["nothing at all", undefined, "unreachable"],
  ])("%s", (_, error, fault) => {
    expect(describeFault(error)).toEqual({ fault })
  })

  it("hands on the server's own sentence for a refusal", () => {
    const sentence = "Safety stock must be a whole number; use 0 or more."
    expect(describeFault(refusal(400, sentence))).toEqual({ message: sentence })
    expect(describeFault(refusal(404, sentence))).toEqual({ message: sentence })
  })

  it("never shows the inside of a server fault", () => {
    expect(JSON.stringify(describeFault(refusal(503, "password=hunter2")))).not.toContain("hunter2")
  })
})
