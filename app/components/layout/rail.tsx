import { Form, Link, NavLink } from "@remix-run/react";
import { LogOut } from "lucide-react";
import type { UserRole } from "#db/enums.ts";
import { paths } from "#app/lib/paths.ts";
import { initialsOf, navigationFor, ROLE_WORDS } from "./navigation.ts";

interface RailProps {
  person: { name: string; role: UserRole };
}

/** Navigation from 720 pixels up: words from 1200, icons with tooltips below. */
export function Rail({ person }: RailProps) {
  return (
    <nav className="rail" aria-label="Main">
      <Link className="wordmark" to={paths.dashboard()} aria-label="Misty, to the dashboard">
        Misty
      </Link>
      {navigationFor(person.role).flatMap((group) => {
        const id = `nav-${group.label.toLowerCase()}`;
        return [
          <p key={id} className="label" id={id}>
            {group.label}
          </p>,
          <ul key={`${id}-entries`} aria-labelledby={id}>
            {group.entries.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <NavLink to={to} end={to === "/"} prefetch="intent">
                  <Icon className="i" aria-hidden="true" />
                  <span className="t">{label}</span>
                </NavLink>
              </li>
            ))}
          </ul>,
        ];
      })}
      <div className="me">
        <span className="disc" aria-hidden="true" title={person.name}>
          {initialsOf(person.name)}
        </span>
        <div className="me-words">
          <p>
            <NavLink to={paths.account()} className="me-name">
              <b>{person.name}</b>
            </NavLink>
            <br />
            <span className="quiet">{ROLE_WORDS[person.role]}</span>
          </p>
          <Form method="post" action={paths.logout}>
            <button type="submit" className="out">
              <LogOut className="i" aria-hidden="true" />
              <span className="t">Sign out</span>
            </button>
          </Form>
        </div>
      </div>
    </nav>
  );
}
