/** Loading product files from a script of one's own, as `npx anyshelf import products` does. */
export { describeReport, type ImportReport } from "./cli/import-report"
export { importProducts, type ImportOptions, type ProductSink, type StoreOutcome } from "./cli/import-products"
export { shopSink } from "./cli/shop-sink"
export { catalogueSink } from "./workflows/catalog/catalogue-sink"
export { findImportPlace } from "./workflows/catalog/import-place"
