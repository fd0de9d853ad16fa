import { Module } from "@medusajs/framework/utils"
import ChannelsService from "./service"

/** The key under which the channels' memory is resolved. */
export const channelsModule = "anyshelf_channels"

export default Module(channelsModule, { service: ChannelsService })
