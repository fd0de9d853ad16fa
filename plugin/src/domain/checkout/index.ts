export { settle, type SessionFacts } from "./settle"
