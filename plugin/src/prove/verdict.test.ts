import type { Ending, Entry, Intent } from "./journal"
import { sumByLaw, type Law } from "./judge/finding"
import type { ClaimRow, PairRow, ReservationRow, Tables } from "./judge/tables"
import { judgeStorm } from "./verdict"

/** A small storm that went well: each test spoils one thing in it, and the verdict must name the law that this breaks. */
const granted: Ending = { told: "granted", ids: [] }
const refused: Ending = { told: "refused", why: "short" }
const nothing: Ending = { told: "nothing" }

const intent = (n: number, more: Partial<Intent>): Intent => ({
  n,
  act: "reserve",
  key: null,
  owner: null,
  lines: [{ item: "mug", places: ["shop"], quantity: 2 }],
  of: null,
  ofLine: null,
  ttlMs: null,
  hold: null,
  isTold: false,
  ...more,
})

const entry = (n: number, ending: Ending, more: Partial<Intent> = {}): Entry => ({
  intent: intent(n, more),
  ending,
  sentAt: 1_000,
  endedAt: 1_010,
  differing: [],
})

const pair = (more: Partial<PairRow> = {}): PairRow => ({
  item: "mug",
  place: "shop",
  on_hand: 10,
  reserved: 0,
  held: 0,
  unrouted: 0,
  version: 1,
  sum_reserved: 0,
  sum_held: 0,
  sum_living: 0,
  sum_unrouted: 0,
  fold_on_hand: 10,
  fold_reserved: 0,
  movements: 1,
  last_version: 1,
  breaks: 0,
  most_over: -10,
  is_raw_right: true,
  ...more,
})

const reservation = (line: string, more: Partial<ReservationRow> = {}): ReservationRow => ({
  id: `r-${line}`,
  line,
  item: "mug",
  place: "shop",
  quantity: 2,
  is_deleted: false,
  ...more,
})

const claim = (line: string, more: Partial<ClaimRow> = {}): ClaimRow => ({
  kind: "hold",
  owner: "cart",
  line,
  item: "mug",
  place: "shop",
  quantity: 2,
  is_living: true,
  ...more,
})

const opening = [{ item: "mug", place: "shop", onHand: 10 }]
const tables = (more: Partial<Tables> = {}): Tables => ({
  at: 2_000,
  pairs: [pair()],
  reservations: [],
  claims: [],
  keys: [],
  causes: [],
  ...more,
})

const breaches = (entries: readonly Entry[], rows: Partial<Tables>): Partial<Record<Law, number>> => {
  const sums = sumByLaw(judgeStorm(entries, tables(rows), opening))
  return Object.fromEntries(Object.entries(sums).filter(([, by]) => by > 0))
}

test("a storm in which everybody has what it was told breaks no law", () => {
  const pool = [{ item: "mug", places: ["shop", "depot"], quantity: 3 }]
  const entries = [
    entry(0, { told: "granted", ids: ["r-o0.0"] }, { key: "k0", isTold: true }),
    entry(1, refused, { key: "k1" }),
    entry(2, nothing),
    entry(3, { told: "busy" }),
    entry(4, granted, { act: "hold", owner: "cart", ttlMs: 5_000 }),
    entry(5, granted, { lines: pool }),
    entry(6, granted, { act: "bind", of: 5, ofLine: 0, lines: [{ item: "mug", places: ["depot"], quantity: 1 }] }),
    entry(7, granted, { act: "restock", lines: [{ item: "mug", places: ["shop"], quantity: 4 }], isTold: true }),
    entry(8, granted),
    entry(9, granted, { act: "release", of: 8 }),
  ]
  const rows: Partial<Tables> = {
    pairs: [
      pair({
        on_hand: 14,
        fold_on_hand: 14,
        reserved: 2,
        sum_reserved: 2,
        fold_reserved: 2,
        held: 2,
        sum_held: 2,
        sum_living: 2,
      }),
    ],
    reservations: [
      reservation("o0.0"),
      reservation("o5.0", { quantity: 1, place: "depot" }),
      reservation("o8.0", { is_deleted: true }),
    ],
    claims: [claim("o4.0"), claim("o5.0", { kind: "reservation", owner: "o5.0" })],
    keys: [
      { key: "k0", ok: true },
      { key: "k1", ok: false },
    ],
    causes: [
      { id: "o0", on_hand: 0, reserved: 2, movements: 1 },
      { id: "o7", on_hand: 4, reserved: 0, movements: 1 },
    ],
  }
  expect(breaches(entries, rows)).toEqual({})
})

describe("one unit of difference is a breach", () => {
  test.each<[Law, string, Partial<PairRow>]>([
    ["oversold", "more reserved than on hand", { reserved: 11, sum_reserved: 11, fold_reserved: 11 }],
    [
      "oversold",
      "more held and reserved than on hand",
      { reserved: 9, sum_reserved: 9, fold_reserved: 9, held: 2, sum_held: 2, sum_living: 2 },
    ],
    ["oversold", "once, by the ledger, and healed since", { most_over: 1 }],
    ["drift", "on hand against the ledger", { fold_on_hand: 9 }],
    ["drift", "reserved against the ledger", { fold_reserved: 1 }],
    ["drift", "reserved against its reservations", { reserved: 1, fold_reserved: 1 }],
    ["drift", "held against its holds", { held: 1 }],
    ["drift", "unrouted against its pool-scoped reservations", { sum_unrouted: 1 }],
    ["drift", "a version without a movement", { version: 2 }],
    ["drift", "a gap in the versions", { movements: 2 }],
    ["drift", "a movement that does not begin where the last ended", { breaks: 1 }],
    ["drift", "a raw figure", { is_raw_right: false }],
  ])("%s: %s", (law, _, more) => {
    expect(breaches([], { pairs: [pair(more)] })).toEqual({ [law]: 1 })
  })

  test("a counter that looks right while its rows oversell is caught by the rows", () => {
    expect(breaches([], { pairs: [pair({ reserved: 10, fold_reserved: 10, sum_reserved: 13 })] })).toEqual({
      oversold: 3,
      drift: 3,
    })
  })

  test("holds that have lapsed take nothing from anybody", () => {
    expect(
      breaches([], { pairs: [pair({ reserved: 10, fold_reserved: 10, sum_reserved: 10, held: 2, sum_held: 2 })] })
    ).toEqual({})
  })
})

describe("reservations", () => {
  const two = { lines: [1, 2].map(() => ({ item: "mug", places: ["shop"], quantity: 2 })) }
  test.each<[string, Entry[], Partial<Tables>, Partial<Record<Law, number>>]>([
    ["acknowledged and absent", [entry(0, granted)], {}, { lost: 2 }],
    [
      "acknowledged and short by one",
      [entry(0, granted)],
      { reservations: [reservation("o0.0", { quantity: 1 })] },
      { lost: 1 },
    ],
    [
      "acknowledged, at another place",
      [entry(0, granted)],
      { reservations: [reservation("o0.0", { place: "depot" })] },
      { lost: 2 },
    ],
    [
      "acknowledged under an id that does not exist",
      [entry(0, { told: "granted", ids: ["other"] })],
      { reservations: [reservation("o0.0")] },
      { lost: 1 },
    ],
    ["refused and there", [entry(0, refused)], { reservations: [reservation("o0.0")] }, { ghost: 2 }],
    [
      "refused, made, and deleted again",
      [entry(0, refused)],
      { reservations: [reservation("o0.0", { is_deleted: true })] },
      { ghost: 2 },
    ],
    [
      "told that nothing was done, and there",
      [entry(0, { told: "busy" })],
      { reservations: [reservation("o0.0")] },
      { ghost: 2 },
    ],
    [
      "made twice",
      [entry(0, granted)],
      { reservations: [reservation("o0.0"), reservation("o0.0", { id: "again" })] },
      { duplicate: 4 },
    ],
    [
      "made twice, one taken back",
      [entry(0, granted)],
      { reservations: [reservation("o0.0"), reservation("o0.0", { id: "again", is_deleted: true })] },
      { duplicate: 2 },
    ],
    ["unknown, and by halves", [entry(0, nothing, two)], { reservations: [reservation("o0.0")] }, { half: 2 }],
    ["unknown, and whole", [entry(0, nothing, two)], { reservations: [reservation("o0.0"), reservation("o0.1")] }, {}],
    [
      "released and still there",
      [entry(0, granted), entry(1, granted, { act: "release", of: 0 })],
      { reservations: [reservation("o0.0")] },
      { lost: 2 },
    ],
    ["release refused, and gone", [entry(0, granted), entry(1, refused, { act: "remove", of: 0 })], {}, { lost: 2 }],
    ["release unknown, and gone", [entry(0, granted), entry(1, nothing, { act: "remove", of: 0 })], {}, {}],
    ["that nobody asked for", [], { reservations: [reservation("o0.0")] }, { ghost: 1 }],
    ["of no line of ours", [], { reservations: [reservation("x")] }, { ghost: 1 }],
  ])("%s", (_, entries, rows, expected) => {
    expect(breaches(entries, rows)).toEqual(expected)
  })
})

describe("bindings", () => {
  const pool = { lines: [{ item: "mug", places: ["shop", "depot"], quantity: 2 }] }
  const bind = (ending: Ending) =>
    entry(1, ending, { act: "bind", of: 0, ofLine: 0, lines: [{ item: "mug", places: ["depot"], quantity: 2 }] })
  const pooled = { claims: [claim("o0.0", { kind: "reservation" })] }
  const bound = { reservations: [reservation("o0.0", { place: "depot" })] }
  test.each<[string, Ending, Partial<Tables>, Partial<Record<Law, number>>]>([
    ["acknowledged and in place", granted, bound, {}],
    ["acknowledged and still in the pool", granted, pooled, { lost: 2 }],
    ["refused and still in the pool", refused, pooled, {}],
    ["refused and bound", refused, bound, { ghost: 2 }],
    ["refused, and let go", refused, {}, { lost: 2 }],
    ["bound, and in the pool as well", granted, { ...pooled, ...bound }, { duplicate: 2 }],
  ])("%s", (_, ending, rows, expected) => {
    expect(breaches([entry(0, granted, pool), bind(ending)], rows)).toEqual(expected)
  })
})

describe("holds", () => {
  const hold = (n: number, ending: Ending, ttlMs = 5_000) => entry(n, ending, { act: "hold", owner: "cart", ttlMs })
  const buy = (n: number, ending: Ending) => entry(n, ending, { owner: "cart", hold: 0 })
  const bought = { reservations: [reservation("o1.0")] }
  test.each<[string, Entry[], Partial<Tables>, Partial<Record<Law, number>>]>([
    ["living and there", [hold(0, granted)], { claims: [claim("o0.0")] }, {}],
    ["living and absent", [hold(0, granted)], {}, { lost: 2 }],
    ["lapsed and absent", [hold(0, granted, 500)], {}, {}],
    ["refused and there", [hold(0, refused)], { claims: [claim("o0.0")] }, { ghost: 2 }],
    [
      "replaced and still there",
      [hold(0, granted), hold(1, granted)],
      { claims: [claim("o0.0"), claim("o1.0")] },
      { duplicate: 2 },
    ],
    [
      "turned into a reservation and still there",
      [hold(0, granted), buy(1, granted)],
      { ...bought, claims: [claim("o0.0")] },
      { duplicate: 2 },
    ],
    ["turned into a reservation", [hold(0, granted), buy(1, granted)], bought, {}],
    ["perhaps turned, and there", [hold(0, granted), buy(1, nothing)], { claims: [claim("o0.0")] }, {}],
    ["perhaps turned, and gone", [hold(0, granted), buy(1, nothing)], bought, {}],
    ["living, and the buyer refused", [hold(0, granted), buy(1, refused)], { claims: [claim("o0.0")] }, { broken: 2 }],
  ])("%s", (_, entries, rows, expected) => {
    expect(breaches(entries, rows)).toEqual(expected)
  })
})

describe("keys, shelves and causes", () => {
  const restock = { act: "restock" as const, lines: [{ item: "mug", places: ["shop"], quantity: 4 }] }
  const more = { pairs: [pair({ on_hand: 14, fold_on_hand: 14 })] }
  test.each<[string, Entry[], Partial<Tables>, Partial<Record<Law, number>>]>([
    ["an answer without its key", [entry(0, refused, { key: "k0" })], {}, { replay: 1 }],
    [
      "an answer other than its key's",
      [entry(0, refused, { key: "k0" })],
      { keys: [{ key: "k0", ok: true }] },
      { replay: 1 },
    ],
    ["a repetition answered otherwise", [{ ...entry(0, refused), differing: ["no, then yes"] }], {}, { replay: 1 }],
    ["a delivery acknowledged and lost", [entry(0, granted, restock)], {}, { lost: 4 }],
    ["a delivery refused and there", [entry(0, refused, restock)], more, { drift: 4 }],
    ["a delivery of which nobody heard", [entry(0, nothing, restock)], more, {}],
    [
      "a claim ascribed to nobody",
      [entry(0, granted, { isTold: true })],
      { reservations: [reservation("o0.0")] },
      { drift: 2 },
    ],
    [
      "a claim given more than it asked for by the ledger",
      [entry(0, granted, { isTold: true })],
      { reservations: [reservation("o0.0")], causes: [{ id: "o0", on_hand: 0, reserved: 3, movements: 1 }] },
      { drift: 1 },
    ],
  ])("%s", (_, entries, rows, expected) => {
    expect(breaches(entries, rows)).toEqual(expected)
  })
})
