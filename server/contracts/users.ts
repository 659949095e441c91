import { z } from "zod/v4";
import { USER_ROLES } from "#db/enums.ts";
import { setupInput } from "./sign-in.ts";

/** Who a person is to be: the same rules as for the first admin, who comes from `/setup`. */
export const createUserInput = setupInput.pick({ email: true, name: true }).extend({
  role: z.enum(USER_ROLES, `A role is one of ${USER_ROLES.join(", ")}.`).default("staff"),
});

/** A password that is chosen anew, wherever that happens. */
export const newPassword = setupInput.shape.password;
