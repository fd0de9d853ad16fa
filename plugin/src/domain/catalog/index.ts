export { readColumns, type CellReader } from "./product-columns"
export type { FileItem, FileProblem, FileProduct, FileVariant, ProductRow } from "./product-file"
export { readProducts } from "./read-products"
