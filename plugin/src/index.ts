export { InvalidOptions, checkOptions, type AnyshelfOptions, type CheckedOptions } from "./options"
export { inventoryModule, pluginName, withAnyshelf } from "./with-anyshelf"
export { PLUGIN_MODULE } from "./modules/plugin/key"
export { PROFILES_MODULE } from "./modules/profiles/key"
