import type { FieldAnswer } from "../../api/admin/anyshelf/channels/types"
import { readConfigDraft, toConfigDraft } from "./config-draft"

const field = (name: string, change: Partial<FieldAnswer> = {}): FieldAnswer => ({
  name,
  kind: "text",
  is_secret: false,
  is_required: false,
  description: null,
  choices: [],
  default: undefined,
  ...change,
})
const fields = [
  field("shop"),
  field("token", { is_secret: true }),
  field("retries", { kind: "number" }),
  field("live", { kind: "boolean" }),
  field("more", { kind: "json" }),
]
const stored = { shop: "a.example", retries: 3, live: true, more: { a: 1 }, token: "never sent" }

test("what is stored is shown as text, secrets never", () => {
  expect(toConfigDraft(fields, stored)).toEqual({
    shop: "a.example",
    token: "",
    retries: "3",
    live: "true",
    more: '{"a":1}',
  })
})

test("only what was changed is sent, and what was emptied is taken away", () => {
  const before = toConfigDraft(fields, stored)
  const draft = { ...before, shop: " b.example ", token: "secret", retries: "", live: "false" }
  expect(readConfigDraft(fields, draft, before)).toEqual({
    config: { shop: "b.example", token: "secret", retries: null, live: false },
    wrong: [],
  })
  expect(readConfigDraft(fields, before, before)).toEqual({ config: {}, wrong: [] })
})

test("what cannot be read is named", () => {
  const before = toConfigDraft(fields, stored)
  const draft = { ...before, retries: "many", live: "perhaps", more: "{" }
  expect(readConfigDraft(fields, draft, before).wrong).toEqual(["retries", "live", "more"])
})
