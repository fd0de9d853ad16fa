export { setLocationProfile, type LocationProfileInput } from "./locations/set-location-profile"
export { setStockPolicies, type StockPolicies } from "./availability/set-stock-policies"
export { freeCart, type FreeCartInput } from "./reservations/free-cart"
export { holdCart, type CartRefusal, type HoldCartInput, type HoldCartOutcome } from "./reservations/hold-cart"
