export { refuseSearch } from "./search-span"
