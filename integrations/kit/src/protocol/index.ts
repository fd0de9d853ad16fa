export { checkRecord, recordsAsJsonSchema, type CheckedRecord, type RefusedRecord } from "./records"
export { checkResult, type ReportedResult } from "./results"
export { isRemote, remote, remoteConnector, remoteVendor, type RemoteOptions } from "./remote-connection"
