export { ProtocolHost, startProtocolHost } from "./protocol-host"
export { protocolSession } from "./protocol-session"
