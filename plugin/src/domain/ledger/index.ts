export { refuseSearch, type LedgerSearch } from "./search-span"
