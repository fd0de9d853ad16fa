export { promise, promiseAt } from "./promise"
