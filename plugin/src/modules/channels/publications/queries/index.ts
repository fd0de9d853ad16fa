export * from "./claims"
export * from "./marks"
export * from "./poison"
export * from "./sights"
