import { causeOfRun } from "./cause-of-run"

const run = { workflowId: "cancel-order", transactionId: "run-1", input: { order_id: "order_1" } }
const request = { cause: "request", actor: "user_1", correlationId: "request-1", reason: "customer rang" }

describe("the cause that a workflow is", () => {
  it("names itself, what it is about, and who asked, under the request's correlation id", () => {
    expect(causeOfRun(run, request)).toEqual({
      cause: "cancel-order",
      causeId: "order_1",
      actor: "user_1",
      correlationId: "request-1",
      reason: "customer rang",
    })
  })

  it("that nobody asked for, is the system's", () => {
    expect(causeOfRun(run, undefined)).toMatchObject({ actor: "system", correlationId: "run-1" })
  })

  it("of a stranger's request, has no actor", () => {
    expect(causeOfRun(run, { cause: "request" })).not.toHaveProperty("actor")
  })

  it("is its parent's where it is a step of another", () => {
    const parent = { cause: "my-cancel", causeId: "x", correlationId: "run-0" }
    expect(causeOfRun({ ...run, parentStepKey: "my-cancel:run-0:cancel-order-as-step:invoke" }, parent)).toEqual(parent)
  })

  it("is known by its parent's key where another process took the step over", () => {
    const parentStepKey = "my-cancel:run-0:cancel-order-as-step:invoke"
    expect(causeOfRun({ ...run, parentStepKey }, undefined)).toEqual({
      cause: "my-cancel",
      correlationId: "run-0",
      actor: "system",
    })
  })

  it("started by itself from inside another, is its own, under the same correlation id and without the other's holds", () => {
    const around = { cause: "complete-cart", causeId: "cart_1", correlationId: "request-1", holder: "cart_1" }
    expect(causeOfRun(run, around)).toEqual({ cause: "cancel-order", causeId: "order_1", correlationId: "request-1" })
  })
})

describe("completing a cart", () => {
  const complete = { workflowId: "complete-cart", transactionId: "run-2", input: { id: "cart_1" } }

  it("turns the cart's holds into its reservations", () => {
    expect(causeOfRun(complete, undefined)).toMatchObject({ causeId: "cart_1", holder: "cart_1" })
  })

  it("does so too as a step of somebody's own workflow, which stays the cause", () => {
    const around = { cause: "preorder", causeId: "pre_1", correlationId: "run-0" }
    expect(causeOfRun({ ...complete, parentStepKey: "preorder:run-0:step:invoke" }, around)).toEqual({
      ...around,
      holder: "cart_1",
    })
  })
})

it("changing a cart has what the cart holds at its disposal", () => {
  const change = {
    workflowId: "update-line-item-in-cart",
    transactionId: "run-3",
    input: { cart_id: "cart_1", item_id: "x" },
  }
  expect(causeOfRun(change, undefined)).toMatchObject({ causeId: "cart_1", holder: "cart_1" })
})

describe("what a run is about", () => {
  it.each([
    [{ order_id: "order_1", id: "x" }, "order_1"],
    [{ cart_id: "cart_1" }, "cart_1"],
    [{ id: "ful_1" }, "ful_1"],
    [{ id: ["a", "b"] }, undefined],
    [{ id: "x".repeat(256) }, undefined],
    [[{ id: "a" }], undefined],
    ["a", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j is about %s", (input, causeId) => {
    expect(causeOfRun({ ...run, input }, undefined).causeId).toBe(causeId)
  })

  it("a fulfilment ships, a received return returns", () => {
    expect(causeOfRun({ ...run, workflowId: "create-order-fulfillment" }, undefined).kind).toBe("shipped")
    expect(causeOfRun({ ...run, workflowId: "confirm-return-receive" }, undefined).kind).toBe("returned")
    expect(causeOfRun(run, undefined).kind).toBeUndefined()
  })
})
