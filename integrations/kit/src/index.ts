export * from "./commands"
export * from "./connector"
export * from "./errors"
export * from "./records"
