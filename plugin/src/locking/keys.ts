/**
 * Keys in the one order in which everybody takes them, each once. Two callers that take several keys in one order cannot wait for
 * each other, whatever order they were named in.
 */
export function inOrder(keys: string | readonly string[]): string[] {
  return [...new Set(typeof keys === "string" ? [keys] : keys)].sort()
}

/** What Medusa makes as an id: a short word for the noun, an underscore, and a ULID. */
const madeByMedusa = /^([a-z]+)_[0-9A-HJKMNP-TV-Z]{26}$/
const inventoryItem = "iitem"

/**
 * What can be told of a key by its looks: an inventory item's id, an id of something else, or neither, since an importer may give
 * items ids of its own.
 */
export function readKey(key: string): "item" | "other" | "unknown" {
  const noun = madeByMedusa.exec(key)?.[1]
  if (noun === inventoryItem) return "item"
  return noun === undefined ? "unknown" : "other"
}
