export * from "./describe"
export * from "./findings"
export * from "./report"
