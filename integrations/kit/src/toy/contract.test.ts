import { connectorLaws } from "../contract"
import { toyStandInOf } from "./stand-in"
import type { ToyVariant } from "./variant"

/** Each kind of channel that the engine knows, as a toy. */
const kinds: Readonly<Record<string, Partial<ToyVariant>>> = {
  "compares and sets": {},
  "only sets": { write: "absolute", repeat: "look-first" },
  "only adds and takes": { write: "delta" },
  "goes by a sequence, few writes at once": { write: "sequenced", batch: 3 },
  "decides later": { write: "absolute", confirm: "async" },
  "allows few writes a day": { revisionsPerDay: 4, repeat: "look-first" },
}

describe.each(Object.entries(kinds))("a toy shop that %s", (_kind, variant) => {
  const standIn = toyStandInOf(variant)
  test.each(connectorLaws.map((law) => [law.name, law] as const))("%s", async (_name, law) => {
    const harness = await standIn.open({ seed: 1 })
    await law.check(harness)
    await harness.close()
  })
})
