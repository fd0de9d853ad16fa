export { promise, promiseAt } from "./promise"
export type {
  BufferTerms,
  ComponentStock,
  LocationPromise,
  LocationStock,
  PromisedTerms,
  TotalPromise,
} from "./promise"
