export { setLocationProfile, type LocationProfileInput } from "./locations/set-location-profile"
export { setStockPolicies, type StockPolicies } from "./availability/set-stock-policies"
