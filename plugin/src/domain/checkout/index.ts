export { settle, type SessionFacts, type Settlement } from "./settle"
