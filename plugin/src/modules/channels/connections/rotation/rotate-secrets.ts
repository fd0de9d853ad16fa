import type { Keyring } from "../../../../secrets/keyring"
import type { Sql } from "../../sql"
import { readSealed, replaceSealed, type SealedRow } from "./queries"

/** What came of a rotation. */
export interface Rotation {
  /** Connections whose secrets were sealed anew. */
  readonly rotated: readonly string[]
  /** Connections whose secrets had the first key already. */
  readonly current: readonly string[]
  /** Those whose secrets could not be opened, with what to do. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[]
}

/** Somebody may be changing a connection at this very moment. */
const roundsMax = 3

/** Seals every secret with the first key. Done again, it does nothing more; cut off, it goes on where it was. */
export async function rotateSecrets(sql: Sql, keyring: Keyring): Promise<Rotation> {
  const rotated: string[] = []
  const failed = new Map<string, string>()
  for (let round = 0; round < roundsMax; round += 1) {
    const old = (await readSealed(sql)).filter((row) => !isCurrent(row, keyring) && !failed.has(row.id))
    if (old.length === 0) break
    for (const row of old) {
      const sealed = sealAnew(row, keyring)
      if (typeof sealed === "string") failed.set(row.id, sealed)
      else if (await replaceSealed(sql, sealed)) rotated.push(row.id)
    }
  }
  const rows = await readSealed(sql)
  const current = rows.filter((row) => isCurrent(row, keyring) && !rotated.includes(row.id)).map(({ id }) => id)
  for (const row of rows)
    if (!isCurrent(row, keyring) && !failed.has(row.id)) failed.set(row.id, "It is being changed: do this again.")
  return { rotated, current, failed: [...failed].map(([id, reason]) => ({ id, reason })) }
}

const isCurrent = ({ secrets }: SealedRow, keyring: Keyring) =>
  Object.values(secrets).every(({ sealed }) => keyring.isCurrent(sealed))

/** The same secrets, with their dates, under the first key; or why they cannot be opened. */
function sealAnew(row: SealedRow, keyring: Keyring): SealedRow | string {
  try {
    const secrets = Object.entries(row.secrets).map(([field, { sealed, setAt }]) => {
      const place = { connectionId: row.id, field }
      return [field, { sealed: keyring.seal(place, keyring.open(place, sealed)), setAt }]
    })
    return { ...row, secrets: Object.fromEntries(secrets) as SealedRow["secrets"] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
