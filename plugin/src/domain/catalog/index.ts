export { readColumns } from "./product-columns"
export type { FileItem, FileProblem, FileProduct, FileVariant, ProductRow } from "./product-file"
export { readProducts } from "./read-products"
