/** The container key of the module that describes locations. */
export const PROFILES_MODULE = "anyshelf_profiles"
