/** A mark that stock of an item changed at a location. */
export interface StockChange {
  readonly inventoryItemId: string
  readonly locationId: string
  /** The version at the claim. */
  readonly version: number
  /** Which mark was claimed. A change of policy marks a pair anew without a new version of its stock. */
  readonly mark: string
  /** When the oldest change that is not settled was made. */
  readonly changedAt: Date
}
