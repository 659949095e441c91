import { pgEnum } from "drizzle-orm/pg-core";
import * as enums from "../enums.ts";

/** PostgreSQL types made from the tuples of `db/enums.ts`. */
export const userRole = pgEnum("user_role", enums.USER_ROLES);
export const userState = pgEnum("user_state", enums.USER_STATES);
export const orderStatus = pgEnum("order_status", enums.ORDER_STATUSES);
export const paymentStatus = pgEnum("payment_status", enums.PAYMENT_STATUSES);
export const paymentMethod = pgEnum("payment_method", enums.PAYMENT_METHODS);
export const stockMovement = pgEnum("stock_movement", enums.STOCK_MOVEMENTS);
export const itemCondition = pgEnum("item_condition", enums.ITEM_CONDITIONS);
export const mediaGrade = pgEnum("media_grade", enums.MEDIA_GRADES);
export const sleeveGrade = pgEnum("sleeve_grade", enums.SLEEVE_GRADES);
export const dataOrigin = pgEnum("data_origin", enums.DATA_ORIGINS);
export const importStatus = pgEnum("import_status", enums.IMPORT_STATUSES);
export const importRowStatus = pgEnum("import_row_status", enums.IMPORT_ROW_STATUSES);
export const actorKind = pgEnum("actor_kind", enums.ACTOR_KINDS);
export const activityResult = pgEnum("activity_result", enums.ACTIVITY_RESULTS);
export const activityCategory = pgEnum("activity_category", enums.ACTIVITY_CATEGORIES);
export const tokenPurpose = pgEnum("token_purpose", enums.TOKEN_PURPOSES);
export const emailStatus = pgEnum("email_status", enums.EMAIL_STATUSES);
export const webhookStatus = pgEnum("webhook_status", enums.WEBHOOK_STATUSES);
export const messageRole = pgEnum("message_role", enums.MESSAGE_ROLES);
export const runStatus = pgEnum("run_status", enums.RUN_STATUSES);
export const toolCallStatus = pgEnum("tool_call_status", enums.TOOL_CALL_STATUSES);
export const toolAccess = pgEnum("tool_access", enums.TOOL_ACCESS);
