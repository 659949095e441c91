import { z } from "zod/v4";
import { USER_ROLES } from "#db/enums.ts";
import { setupInput } from "./sign-in.ts";

const role = z.enum(USER_ROLES, `A role is one of ${USER_ROLES.join(", ")}.`);

/** Who a person is to be: the same rules as for the first admin, who comes from `/setup`. */
export const createUserInput = setupInput.pick({ email: true, name: true }).extend({
  role: role.default("staff"),
});

/** Whom an admin invites, and as what. */
export const invitePersonInput = setupInput.pick({ email: true, name: true }).extend({ role });
export type InvitePersonInput = z.output<typeof invitePersonInput>;

/** A person that an admin does something to. */
export const personInput = z.object({ id: z.uuid("This person does not exist.") });

export const changeRoleInput = personInput.extend({ role });

/** A password that is chosen anew, wherever that happens. */
export const newPassword = setupInput.shape.password;

/** The form behind a link of one use. */
export const linkInput = z.object({ password: newPassword });

/** The form that asks for a new password. */
export const askResetInput = setupInput.pick({ email: true });

/** A person's own name. */
export const renameInput = setupInput.pick({ name: true });

/** The form that replaces one's own password. */
export const changePasswordInput = z.object({ current: z.string().min(1, "Enter your current password.").max(256, "A password has at most 256 characters."), password: newPassword });
