import { useFetcher, useLocation, useRouteLoaderData } from "@remix-run/react";
import { Monitor, Moon, Sun } from "lucide-react";
import type { FormEvent } from "react";
import { paths } from "#app/lib/paths.ts";
import { isTheme, type Theme, THEMES } from "#app/lib/theme.ts";

const LOOKS = {
  system: { label: "Follow the system", icon: Monitor },
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
} as const;

/** Shows `theme` at once; the server says the same with the next page. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** The theme that is shown now, with a choice that is still on its way to the server. */
function useTheme(pending: FormDataEntryValue | null | undefined): Theme {
  const root = useRouteLoaderData<{ theme: Theme }>("root");
  return isTheme(pending) ? pending : (root?.theme ?? "system");
}

/** System, light or dark, kept in a cookie. A plain form, so it works without a script too. */
export function ThemeSwitch() {
  const fetcher = useFetcher({ key: "theme" });
  const { pathname, search } = useLocation();
  const current = useTheme(fetcher.formData?.get("theme"));

  function choose(event: FormEvent<HTMLFormElement>) {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const chosen = submitter instanceof HTMLButtonElement ? submitter.value : null;
    if (!isTheme(chosen)) return;
    event.preventDefault();
    applyTheme(chosen);
    fetcher.submit({ theme: chosen }, { method: "post", action: paths.theme });
  }

  return (
    <form className="theme" method="post" action={paths.theme} onSubmit={choose} aria-label="Theme">
      <input type="hidden" name="redirectTo" value={pathname + search} />
      {THEMES.map((theme) => {
        const { label, icon: Icon } = LOOKS[theme];
        return (
          <button key={theme} type="submit" name="theme" value={theme} title={label} aria-pressed={current === theme}>
            <Icon className="i" aria-hidden="true" />
            <span className="sr">{label}</span>
          </button>
        );
      })}
    </form>
  );
}
