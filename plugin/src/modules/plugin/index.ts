import { Module } from "@medusajs/framework/utils"
import { PLUGIN_MODULE } from "./key"
import PluginService from "./service"

export default Module(PLUGIN_MODULE, { service: PluginService })
