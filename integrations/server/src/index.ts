export { startIntegrationsServer, type IntegrationsServer, type IntegrationsServerOptions } from "./start"
