import type { MedusaRequest } from "@medusajs/framework/http"
import { currentCause } from "../inventory/cause"
import { causeOfRequest, followRequest } from "./follow-request"

const requestWith = (headers: Record<string, string>, more: object = {}) =>
  ({ get: (name: string) => headers[name], requestId: "medusa-1", ...more }) as unknown as MedusaRequest
const user = { auth_context: { actor_id: "user_1", actor_type: "user" } }
const customer = { auth_context: { actor_id: "cus_1", actor_type: "customer" } }

describe("the cause that a request is", () => {
  it("names who sent it, also when that is found out only later", () => {
    const request = requestWith({}) as MedusaRequest & { auth_context?: object }
    let inside: (() => unknown) | undefined
    followRequest(request, {} as never, () => void (inside = currentCause))
    followRequest(request, {} as never, () => {
      request.auth_context = user.auth_context
      expect(currentCause()).toEqual({ cause: "request", actor: "user_1", correlationId: "medusa-1" })
    })
    expect(inside?.()).toBeUndefined()
  })

  it.each([
    ["the gateway's id first", { "x-correlation-id": "trace-9" }, "medusa-1", "trace-9"],
    ["Medusa's where the gateway's is malformed", { "x-correlation-id": "a b" }, "medusa-1", "medusa-1"],
    ["none where both are", { "x-correlation-id": "" }, "x".repeat(65), undefined],
  ])("correlates by %s", (_, headers, requestId, expected) => {
    expect(causeOfRequest(requestWith(headers as never, { requestId })).correlationId).toBe(expected)
  })

  const reasonOf = (reason: string, who: object = user) =>
    causeOfRequest(requestWith({ "x-anyshelf-reason": reason }, who)).reason

  it("takes a reason from staff alone", () => {
    expect(reasonOf("count")).toBe("count")
    expect(reasonOf("count", { auth_context: { actor_id: "apk_1", actor_type: "api-key" } })).toBe("count")
    expect(reasonOf("count", customer)).toBeUndefined()
    expect(reasonOf("count", {})).toBeUndefined()
  })

  it.each([
    ["letters that a header cannot carry", encodeURIComponent("tælling – “to”"), "tælling – “to”"],
    ["a percent sign that encodes nothing", "50% off", "50% off"],
    ["line breaks", encodeURIComponent("one\r\ntwo\u0000"), "one two"],
    ["nothing but blanks", "   ", undefined],
    ["a novel", encodeURIComponent("ø".repeat(5000)), "ø".repeat(1000)],
  ])("keeps a reason legible: %s", (_, sent, expected) => {
    expect(reasonOf(sent)).toBe(expected)
  })
})
