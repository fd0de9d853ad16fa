import { settle, type SessionFacts } from "./settle"

const paid = (captured: number, refunded = 0, isCanceled = false) => ({ captured, refunded, isCanceled })
const session = (payment: SessionFacts["payment"]): SessionFacts => ({ payment })

describe("the money of a refused shopper", () => {
  it.each([
    ["may be on hold at the bank, which alone knows", session(null), { do: "let-go" }],
    ["is on hold", session(paid(0)), { do: "cancel" }],
    ["was let go, and the session must not pass for paid", session(paid(0, 0, true)), { do: "retire" }],
    ["was taken", session(paid(15)), { do: "refund", amount: 15 }],
    ["was taken and given back in part", session(paid(15, 5)), { do: "refund", amount: 10 }],
    ["was taken and given back by Medusa", session(paid(15, 15)), { do: "retire" }],
    ["was taken and given back, less what floats get wrong", session(paid(0.3, 0.1 + 0.2)), { do: "retire" }],
  ])("%s", (_, facts, expected) => expect(settle(facts)).toEqual(expected))

  it("comes back once, however often it is asked for", () => {
    const facts = session(paid(15))
    const first = settle(facts)
    const given = first.do === "refund" ? first.amount : 0
    expect(settle(session(paid(15, given)))).toEqual({ do: "retire" })
  })
})
