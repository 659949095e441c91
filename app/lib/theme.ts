/** How the app looks: as the system says, or always light or dark. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Name of the cookie that keeps a person's choice. Readable by anyone on purpose: it holds no secret. */
const THEME_COOKIE = "misty_theme";
const YEAR_SECONDS = 365 * 24 * 3600;

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** The theme that a Cookie header names; "system" without one. */
export function readTheme(cookieHeader: string | null): Theme {
  const match = cookieHeader?.match(/(?:^|;\s*)misty_theme=([a-z]+)/);
  return isTheme(match?.[1]) ? match[1] : "system";
}

/** The Set-Cookie header that keeps `theme` for a year; "system" takes the cookie away. */
export function themeCookie(theme: Theme): string {
  const age = theme === "system" ? 0 : YEAR_SECONDS;
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
