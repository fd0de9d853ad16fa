export { InvalidOptions, checkOptions, type AnyshelfOptions, type CheckedOptions } from "./options"
export { inventoryModule, pluginName, withAnyshelf } from "./with-anyshelf"
export { PROFILES_MODULE } from "./modules/profiles/key"
