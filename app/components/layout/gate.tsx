import type { ReactNode } from "react";
import { ThemeSwitch } from "./theme-switch.tsx";

const KEYS = ["M", "i", "s", "t", "y"] as const;

/** The pages before the shop: five keys of a keyboard on a sleeve, and a form beside it. */
export function Gate({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        To the form
      </a>
      <div className="gate">
        <section className="sleeve" aria-label="Misty">
          <div className="keys" role="img" aria-label="Misty">
            {KEYS.map((letter, at) => (
              <div key={letter} className={`key k${at + 1}`} aria-hidden="true">
                <i />
                <b>{letter}</b>
              </div>
            ))}
          </div>
          <div className="gate-notes" aria-hidden="true">
            <p>The back office of a jazz record shop. A true number, the reason behind it, one safe click.</p>
          </div>
        </section>
        <main className="gate-form" id="main" tabIndex={-1}>
          <ThemeSwitch />
          {children}
        </main>
      </div>
    </>
  );
}
