import { MedusaError } from "@medusajs/framework/utils"
import type { MovementPlace } from "../../../../inventory/contract"

/** A movement's place in the list, as text that goes into an address unchanged. */
export const writePlace = ({ recordedAt, id }: MovementPlace): string => `${recordedAt}.${id}`

/** The place that `writePlace` was given. Throws INVALID_DATA for anything else. */
export function readPlace(text: string): MovementPlace {
  const [, recordedAt, id] = /^(\d{1,16})\.(\w{1,255})$/.exec(text) ?? []
  if (recordedAt !== undefined && id !== undefined) return { recordedAt, id }
  throw new MedusaError(MedusaError.Types.INVALID_DATA, '"after" must be the "next" of an earlier page, unchanged.')
}
