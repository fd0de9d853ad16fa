import type { Publishing } from "../../api/admin/anyshelf/channels/types"
import { readDraft, toDraft } from "./publishing-draft"

const all: readonly Publishing[] = [
  { mode: "shared" },
  { mode: "buffered", by: "units", units: 3 },
  { mode: "buffered", by: "percent", percent: 15 },
  { mode: "buffered", by: "velocity", days: 7 },
  { mode: "split-when-scarce", below: 12, percent: 40 },
]

test.each(all)("%j is shown and read back as it was", (publishing) => {
  expect(readDraft(toDraft(publishing))).toEqual({ ok: true, publishing })
})

test.each([
  [{ kind: "units", units: "-1" }, "units"],
  [{ kind: "units", units: "two" }, "units"],
  [{ kind: "percent", percent: "101" }, "percent"],
  [{ kind: "velocity", days: "0" }, "days"],
  [{ kind: "split-when-scarce", below: "0" }, "below"],
  [{ kind: "split-when-scarce", percent: "" }, "percent"],
] as const)("%j names the field that cannot be read", (change, field) => {
  expect(readDraft({ ...toDraft({ mode: "shared" }), ...change })).toEqual({ ok: false, field })
})
