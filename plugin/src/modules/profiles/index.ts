import { Module } from "@medusajs/framework/utils"
import { PROFILES_MODULE } from "./key"
import ProfilesService from "./service"

export { PROFILES_MODULE }

export default Module(PROFILES_MODULE, { service: ProfilesService })
