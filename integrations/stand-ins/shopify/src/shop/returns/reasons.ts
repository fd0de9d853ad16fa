/** Why something is sent back, as a small part of Shopify's library: handle, name, and the older closed set's word. */
export interface ReturnReason {
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly legacy: string
}

export const returnReasons: readonly ReturnReason[] = [
  { id: 1, handle: "unknown", name: "Unknown", legacy: "UNKNOWN" },
  { id: 2, handle: "too-small", name: "Too small", legacy: "SIZE_TOO_SMALL" },
  { id: 3, handle: "too-large", name: "Too large", legacy: "SIZE_TOO_LARGE" },
  { id: 4, handle: "changed-mind", name: "Customer changed their mind", legacy: "UNWANTED" },
  { id: 5, handle: "not-as-described", name: "Item not as described", legacy: "NOT_AS_DESCRIBED" },
  { id: 6, handle: "wrong-item", name: "Received the wrong item", legacy: "WRONG_ITEM" },
  { id: 7, handle: "defective", name: "Damaged or defective", legacy: "DEFECTIVE" },
  { id: 8, handle: "style", name: "Style", legacy: "STYLE" },
  { id: 9, handle: "color", name: "Color", legacy: "COLOR" },
  { id: 10, handle: "other", name: "Other", legacy: "OTHER" },
]

export const reasonById = (id: number): ReturnReason =>
  returnReasons.find((reason) => reason.id === id) ?? (returnReasons[0] as ReturnReason)
