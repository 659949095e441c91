import { MANAGERS } from "#db/policies.ts";
import { countOutbox, listOutbox, readPlacebo } from "#db/queries/outbox.ts";
import { readShop } from "#db/queries/shop.ts";
import { outboxActInput, outboxInput } from "../contracts/outbox.ts";
import { LINK_PLACE } from "../ports/email/guarded-transport.ts";
import { placeboInForce, transportKind } from "../ports/email/open-transport.ts";
import { decideEmail } from "../services/outbox/decide-email.ts";
import { roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

const PAGE_SIZE = 50;
const ONLY_MANAGERS = "Managers and admins see the outbox.";

export const outboxRouter = router({
  /** One page of the outbox with what became of each mail; links are masked. */
  list: roleTxProcedure(MANAGERS, ONLY_MANAGERS)
    .input(outboxInput)
    .query(async ({ ctx, input }) => {
      const { env } = ctx.runtime;
      const { timeZone } = await readShop(ctx.tx);
      const { emails, nextCursor } = await listOutbox(ctx.tx, input, PAGE_SIZE);
      return {
        timeZone,
        filters: { status: input.status ?? null, kind: input.kind ?? null },
        counts: await countOutbox(ctx.tx),
        placebo: placeboInForce(env, await readPlacebo(ctx.tx)),
        /** How mails leave here: through EmailJS, or into files without an account. */
        transport: transportKind(env),
        emails: emails.map((email) => ({ ...email, bodyText: email.bodyText.replaceAll(LINK_PLACE, "(a link of one use)") })),
        nextCursor,
      };
    }),

  /** Decides about a mail: send it again, take it for arrived, or cancel it. */
  decide: roleTxProcedure(MANAGERS, ONLY_MANAGERS)
    .input(outboxActInput)
    .mutation(({ ctx, input }) => decideEmail(ctx, input)),

  /** Whether mails really go to whom they are written to; every page says so while they do not. */
  placebo: txProcedure.query(async ({ ctx }) => {
    const { on, address } = placeboInForce(ctx.runtime.env, await readPlacebo(ctx.tx));
    return { on, hasAddress: address !== null, address: MANAGERS.includes(ctx.person.role) ? address : null };
  }),
});
