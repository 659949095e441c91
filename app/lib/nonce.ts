import { createContext, useContext } from "react";

/**
 * The nonce that this document's scripts and styles carry. Known on the server only: browsers hide
 * the attribute (it reads as ""), so the empty default is what hydration expects.
 */
export const NonceContext = createContext("");

export const useNonce = (): string => useContext(NonceContext);
