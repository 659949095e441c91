import type { ReactNode } from "react";
import { AdminTabs } from "./admin-tabs.tsx";

/** The head of a page of administration, with the tabs to its neighbours. */
export function AdminHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <AdminTabs />
      <div className="page-head">
        <div>
          <p className="label">Admin</p>
          <h1>{title}</h1>
        </div>
        {children}
      </div>
    </>
  );
}
