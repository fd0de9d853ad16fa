import type { CommandState, KnownCommand } from "./command"
import type { CommandRules, OurFulfilment, OurOrder, OurReturn, TheirOrder } from "./command-facts"
import { planCommands, type CommandFacts } from "./command-plan"

const rules: CommandRules = {
  placeOf: (id) => ({ loc_web: "web", loc_store: "store" })[id ?? ""] ?? null,
  publishes: (lineRef) => lineRef === "cup",
  can: () => true,
}
const ordered = (method: TheirOrder["delivery"]["method"] = "ship"): TheirOrder => ({
  ref: "17",
  status: "open",
  delivery: { method, locationRef: "web" },
  lines: [
    { ref: "cup", listingRef: "cup" },
    { ref: "hat", listingRef: "hat" },
  ],
})
const untouched: OurOrder = {
  orderId: "order_1",
  isCancelled: false,
  fulfilments: [],
  returns: [],
  reserved: [],
  changedAt: new Date(0),
}
const fulfilment: OurFulfilment = {
  id: "ful_1",
  locationId: "loc_web",
  hasLeft: true,
  isDelivered: false,
  isCancelled: false,
  isTheirs: false,
  lines: [{ lineRef: "cup", quantity: 2 }],
  parcels: [{ company: "UPS", number: "A1", url: null }],
}
const returned: OurReturn = {
  id: "return_1",
  locationId: "loc_store",
  isCancelled: false,
  theirRef: null,
  lines: [{ lineRef: "cup", quantity: 2, reason: "size", note: "" }],
  receipts: [{ id: "ordch_1", isTheirs: false, lines: [{ lineRef: "cup", quantity: 2, damaged: 1 }] }],
}

const plan = (ours: Partial<OurOrder>, more: Partial<CommandFacts> = {}) =>
  planCommands({ ours: { ...untouched, ...ours }, theirs: ordered(), known: [], isOversold: false, rules, ...more })
const keys = (made: ReturnType<typeof plan>) => made.make.map(({ key }) => key)

/** The plan, carried out so far. */
const carriedOut = (
  made: ReturnType<typeof plan>,
  state: CommandState = "done",
  before: readonly KnownCommand[] = []
) => [...before, ...made.make.map((command) => ({ ...command, state }))]

/** An order in the middle of everything, for laws that hold of all. */
const busy: Partial<OurOrder> = {
  fulfilments: [fulfilment, { ...fulfilment, id: "ful_2", lines: [{ lineRef: "hat", quantity: 1 }] }],
  returns: [
    returned,
    {
      ...returned,
      id: "return_2",
      theirRef: "r9",
      receipts: returned.receipts.map((each) => ({ ...each, id: "ordch_9" })),
    },
  ],
  reserved: [{ lineRef: "hat", locationId: "loc_store", quantity: 3 }],
}

describe("laws", () => {
  it("what was made is never made again, in whatever state it is", () => {
    const states: CommandState[] = ["pending", "sent", "accepted", "done", "refused", "superseded"]
    for (const method of ["ship", "pickup", "local", "pos", "none"] as const)
      for (const state of states) {
        const theirs = ordered(method)
        const known = carriedOut(plan(busy, { theirs }), state)
        expect(keys(plan(busy, { theirs, known }))).toEqual([])
      }
  })

  it("the same facts give the same commands under the same keys", () => {
    expect(plan(busy)).toEqual(plan(busy))
    const all = keys(plan(busy))
    expect(new Set(all).size).toBe(all.length)
  })

  it("what a command needs is made before it, or names what the channel made", () => {
    const { make } = plan(busy)
    make.forEach(({ needs }, index) => {
      if (needs) expect(make.slice(0, index).map(({ key }) => key)).toContain(needs)
    })
  })

  it("what came from the channel is never told back to it", () => {
    const fulfilments = [{ ...fulfilment, isTheirs: true }]
    const receipts = [{ ...returned.receipts[0]!, isTheirs: true }]
    const returns = [{ ...returned, theirRef: "r9", receipts }]
    expect(plan({ fulfilments, returns }).make).toEqual([])
    const theirs = { ...ordered(), status: "cancelled" as const }
    expect(plan({ isCancelled: true }, { theirs }).make).toEqual([])
  })
})

describe("a fulfilment", () => {
  it("is told once units have left, with all parcels and the channel's place", () => {
    expect(plan({ fulfilments: [{ ...fulfilment, hasLeft: false }] }).make).toEqual([])
    expect(plan({ fulfilments: [fulfilment] }).make).toEqual([
      {
        key: "ful_1:fulfil",
        needs: null,
        payload: {
          type: "fulfil",
          orderRef: "17",
          locationRef: "web",
          lines: [{ lineRef: "cup", quantity: 2 }],
          tracking: fulfilment.parcels,
          notify: true,
        },
      },
    ])
  })

  it("names no place where the channel has none", () => {
    const [command] = plan({ fulfilments: [{ ...fulfilment, locationId: "loc_far" }] }).make
    expect(command?.payload).toMatchObject({ locationRef: null })
  })

  it("whose parts are lines of ours of the same line is one line there", () => {
    const lines = [
      { lineRef: "cup", quantity: 2 },
      { lineRef: "cup", quantity: 1 },
    ]
    expect(plan({ fulfilments: [{ ...fulfilment, lines }] }).make[0]?.payload).toMatchObject({
      lines: [{ lineRef: "cup", quantity: 3 }],
    })
  })

  it("whose parcels change is corrected as often as they change, also back again", () => {
    let known: KnownCommand[] = []
    const numbers = ["A1", "B2", "A1", "B2"]
    for (const number of numbers) {
      const fulfilments = [{ ...fulfilment, parcels: [{ company: null, number, url: null }] }]
      known = carriedOut(plan({ fulfilments }, { known }), "done", known)
      expect(plan({ fulfilments }, { known }).make).toEqual([])
    }
    expect(known.map(({ payload }) => payload.type)).toEqual(["fulfil", "track", "track", "track"])
    expect(known.slice(1).every(({ needs }) => needs === "ful_1:fulfil")).toBe(true)
  })

  it("that is taken back is dropped unsent, and taken back there once sent", () => {
    const fulfilments = [{ ...fulfilment, isCancelled: true }]
    const told = plan({ fulfilments: [fulfilment] })
    const pending = plan({ fulfilments }, { known: carriedOut(told, "pending") })
    expect([pending.drop, keys(pending)]).toEqual([["ful_1:fulfil"], []])
    for (const state of ["sent", "accepted", "done"] as const) {
      const after = plan({ fulfilments }, { known: carriedOut(told, state) })
      expect([after.drop, keys(after)]).toEqual([[], ["ful_1:unfulfil"]])
    }
    expect(plan({ fulfilments }, { known: carriedOut(told, "refused") })).toEqual({ make: [], drop: [], byHand: [] })
    expect(plan({ fulfilments })).toEqual({ make: [], drop: [], byHand: [] })
  })

  it("that is collected is told when it lies ready, and when it was taken along", () => {
    const theirs = ordered("pickup")
    const packed = { ...fulfilment, hasLeft: false }
    expect(keys(plan({ fulfilments: [packed] }, { theirs }))).toEqual(["ful_1:prepared"])
    const taken = { ...packed, hasLeft: true, isDelivered: true }
    expect(keys(plan({ fulfilments: [taken] }, { theirs }))).toEqual(["ful_1:prepared", "ful_1:collected"])
  })

  it("of a sale at a till says nothing: the units were handed over as they were sold", () => {
    expect(plan({ fulfilments: [fulfilment] }, { theirs: ordered("pos") }).make).toEqual([])
  })

  it("of lines that go different ways is told each way", () => {
    const lines = ordered().lines.map((line) =>
      line.ref === "hat" ? { ...line, delivery: { method: "pickup" as const, locationRef: "web" } } : line
    )
    const both = [...fulfilment.lines, { lineRef: "hat", quantity: 1 }]
    const made = plan({ fulfilments: [{ ...fulfilment, lines: both }] }, { theirs: { ...ordered(), lines } })
    expect(keys(made)).toEqual(["ful_1:fulfil", "ful_1:prepared"])
  })
})

describe("a return", () => {
  it("is told, and each arrival after it; where our numbers count the unit, the channel does not", () => {
    const { make } = plan({ returns: [returned] })
    expect(make.map(({ key, needs }) => [key, needs])).toEqual([
      ["return_1:return", null],
      ["ordch_1:receive", "return_1:return"],
    ])
    expect(make[1]?.payload).toMatchObject({
      locationRef: "store",
      lines: [{ lineRef: "cup", quantity: 2, disposition: "not-restocked" }],
    })
    const hats = [{ id: "ordch_2", isTheirs: false, lines: [{ lineRef: "hat", quantity: 2, damaged: 1 }] }]
    const [, receive] = plan({ returns: [{ ...returned, receipts: hats }] }).make
    expect(receive?.payload).toMatchObject({ lines: [{ disposition: "restocked" }, { disposition: "not-restocked" }] })
  })

  it("that began there is received by the channel's own id", () => {
    expect(plan({ returns: [{ ...returned, theirRef: "r9" }] }).make).toMatchObject([
      { key: "ordch_1:receive", needs: null, payload: { returnRef: "r9" } },
    ])
  })

  it("that is cancelled is dropped unsent; once told, a person tells the channel", () => {
    const told = plan({ returns: [{ ...returned, receipts: [] }] })
    const returns = [{ ...returned, isCancelled: true }]
    expect(plan({ returns }, { known: carriedOut(told, "pending") }).drop).toEqual(["return_1:return"])
    expect(plan({ returns }, { known: carriedOut(told) }).byHand).toHaveLength(1)
    expect(plan({ returns }, { known: carriedOut(told, "superseded") }).byHand).toEqual([])
  })
})

describe("a cancellation", () => {
  it("is told once, drops what was not told yet, and lets the channel count back only what is not ours to count", () => {
    const known = carriedOut(plan({ fulfilments: [fulfilment] }), "pending")
    const made = plan({ isCancelled: true, fulfilments: [{ ...fulfilment, isCancelled: true }] }, { known })
    expect(keys(made)).toEqual(["order_1:cancel"])
    expect(made.drop).toContain("ful_1:fulfil")
    expect(made.make[0]?.payload).toMatchObject({ reason: "staff", restock: false, refund: true })
    const unmapped = { ...rules, publishes: () => false }
    expect(plan({ isCancelled: true }, { rules: unmapped }).make[0]?.payload).toMatchObject({ restock: true })
    expect(plan({ isCancelled: true }, { isOversold: true }).make[0]?.payload).toMatchObject({ reason: "inventory" })
  })
})

describe("a move", () => {
  const reserved = (lineRef: string, locationId: string, quantity: number) => ({ lineRef, locationId, quantity })

  it("is told when units lie at another of the channel's places than it assigned, and only those", () => {
    const made = plan({ reserved: [reserved("cup", "loc_web", 2), reserved("cup", "loc_store", 1)] })
    expect(made.make).toEqual([
      {
        key: "order_1:move:0",
        needs: null,
        payload: {
          type: "move",
          orderRef: "17",
          lines: [{ lineRef: "cup", quantity: 1 }],
          fromRef: "web",
          toRef: "store",
        },
      },
    ])
    expect(plan({ reserved: [reserved("cup", "loc_web", 3)] }).make).toEqual([])
  })

  it("is told once for each of our changes, and follows them back again", () => {
    const there = [reserved("cup", "loc_store", 2)]
    const back = [reserved("cup", "loc_web", 2)]
    let known = carriedOut(plan({ reserved: there }))
    expect(plan({ reserved: there }, { known }).make).toEqual([])
    const returning = plan({ reserved: back }, { known })
    expect(returning.make[0]?.payload).toMatchObject({ fromRef: "store", toRef: "web", lines: [{ quantity: 2 }] })
    known = carriedOut(returning, "done", known)
    expect(plan({ reserved: back }, { known }).make).toEqual([])
  })

  it("that the channel refused, or undid by itself, is not pushed again", () => {
    const there = [reserved("cup", "loc_store", 2)]
    for (const state of ["refused", "done"] as const) {
      const known = carriedOut(plan({ reserved: there }), state)
      expect(plan({ reserved: there }, { known }).make).toEqual([])
    }
  })

  it("is needless once the units have left", () => {
    const known = carriedOut(plan({ reserved: [reserved("cup", "loc_store", 2)] }))
    const gone = { ...fulfilment, locationId: "loc_store" }
    expect(keys(plan({ fulfilments: [gone] }, { known }))).toEqual(["ful_1:fulfil"])
  })

  it("waits while one is under way, and is never told of what is collected, nor where the channel has no place", () => {
    const there = [reserved("cup", "loc_store", 2)]
    const known = carriedOut(plan({ reserved: there }), "sent")
    expect(plan({ reserved: [reserved("cup", "loc_web", 2)] }, { known }).make).toEqual([])
    expect(plan({ reserved: there }, { theirs: ordered("pickup") }).make).toEqual([])
    expect(plan({ reserved: [reserved("cup", "loc_far", 2)] }).make).toEqual([])
    expect(plan({ reserved: there }, { rules: { ...rules, can: (type) => type !== "move" } }).make).toEqual([])
  })
})
