export { checkRecord, recordsAsJsonSchema, type CheckedRecord, type RefusedRecord } from "./records"
export { checkResult, type ReportedResult } from "./results"
