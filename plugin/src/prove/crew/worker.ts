import { bootInventory } from "./boot-inventory"
import { serve } from "./serve"

void serve(bootInventory)
