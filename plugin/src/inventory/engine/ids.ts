import { randomFillSync } from "node:crypto"
import { factory } from "ulid"

/** Random bytes are fetched by the thousand: asked for one at a time, as Medusa's ids do, they cost more than the claim. */
const bytes = new Uint8Array(4096)
let used = bytes.length

const ulid = factory(() => {
  if (used === bytes.length) {
    randomFillSync(bytes)
    used = 0
  }
  return bytes[used++]! / 256
})

/** An id in Medusa's form: `resitem_01J…`, unique, and sorted by the time it was made. */
export const newId = (prefix: string): string => `${prefix}_${ulid()}`
