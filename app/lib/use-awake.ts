import { useSyncExternalStore } from "react";

/** Nothing to listen to: a page wakes up once. */
const never = () => () => undefined;

/** True once scripts run; false on the server and until then, so that a page can be whole without them. */
export const useAwake = (): boolean => useSyncExternalStore(never, () => true, () => false);
