/** The container key of the plugin's own life in a process: its checked options, its start and its end. */
export const PLUGIN_MODULE = "anyshelf_plugin"
