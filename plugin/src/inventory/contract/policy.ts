export interface ChannelBuffer {
  readonly salesChannelId: string
  readonly inventoryItemId: string
  readonly quantity: number
}

export interface SafetyStockRule {
  readonly inventoryItemId: string | null
  readonly locationId: string
  /** Null removes the rule. */
  readonly quantity: number | null
}

export interface ChannelBufferRule {
  readonly inventoryItemId: string | null
  readonly salesChannelId: string
  /** Null removes the rule. */
  readonly quantity: number | null
}
