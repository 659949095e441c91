import { Form, NavLink } from "@remix-run/react";
import { LogOut, Menu, MessageSquareText, X } from "lucide-react";
import type { UserRole } from "#db/enums.ts";
import { hasOwnField } from "#app/components/agent/panel/use-ask-panel.ts";
import { closesPopover, isPopover, opensPopover } from "#app/components/ui/popover.ts";
import { paths } from "#app/lib/paths.ts";
import { FIND, NAVIGATION, navigationFor, ROLE_WORDS } from "./navigation.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

const MENU_ID = "menu";
/** What a person at the counter opens most. */
const TABS = NAVIGATION.flatMap((group) => group.entries).filter(({ to }) => to === paths.dashboard() || to === paths.inventory());

interface TabBarProps {
  person: { name: string; role: UserRole };
  onFind: () => void;
  onAsk: () => void;
}

/** Navigation below 720 pixels, within reach of a thumb; the rest stands in the menu, a sheet that needs no script. */
export function TabBar({ person, onFind, onAsk }: TabBarProps) {
  return (
    <>
      <nav className="tabbar" aria-label="Counter">
        {TABS.map(({ to, label, icon: Icon }) => (
          <NavLink key={to} to={to} end={to === "/"}>
            <Icon className="i" aria-hidden="true" />
            {label}
          </NavLink>
        ))}
        <NavLink
          to={FIND.to}
          onClick={(event) => {
            event.preventDefault();
            onFind();
          }}
        >
          <FIND.icon className="i" aria-hidden="true" />
          {FIND.label}
        </NavLink>
        <NavLink
          to={paths.assistant()}
          onClick={(event) => {
            // From a page to ask on it leads to the assistant's own.
            if (hasOwnField(window.location.pathname)) return;
            event.preventDefault();
            onAsk();
          }}
        >
          <MessageSquareText className="i" aria-hidden="true" />
          Ask
        </NavLink>
        <button type="button" {...opensPopover(MENU_ID)}>
          <Menu className="i" aria-hidden="true" />
          Menu
        </button>
      </nav>
      <div className="sheet" role="dialog" aria-labelledby="menu-title" {...isPopover(MENU_ID)}>
        <div className="sheet-head">
          <h2 id="menu-title">Menu</h2>
          <button type="button" className="ib" {...closesPopover(MENU_ID)}>
            <X className="i" aria-hidden="true" />
            <span className="sr">Close the menu</span>
          </button>
        </div>
        {navigationFor(person.role).map((group) => (
          <div key={group.label}>
            <p className="label">{group.label}</p>
            <ul>
              {group.entries.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <NavLink to={to} end={to === "/"} onClick={closeMenu}>
                    <Icon className="i" aria-hidden="true" />
                    {label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div className="row">
          <span>Theme</span>
          <ThemeSwitch />
        </div>
        <div className="row">
          <span className="long">
            <NavLink to={paths.account()} onClick={closeMenu}>
              <b>{person.name}</b>
            </NavLink>{" "}
            <span className="quiet">{ROLE_WORDS[person.role]}</span>
          </span>
          <Form method="post" action={paths.logout}>
            <button type="submit" className="btn s">
              <LogOut className="i" aria-hidden="true" />
              Sign out
            </button>
          </Form>
        </div>
      </div>
    </>
  );
}

/** The page changes without a new document, so the sheet would stay open over it. */
function closeMenu(): void {
  document.getElementById(MENU_ID)?.hidePopover?.();
}
