import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { createSupplierInput, editSupplierInput } from "#server/contracts/suppliers.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "Suppliers · Inventory · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { ...(await (await callerFor(request, context)).suppliers.list()), formKey: crypto.randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const caller = await callerFor(request, context);
  const outcome = values["id"]
    ? await takeForm("edit", editSupplierInput, values, values, (input) => caller.suppliers.edit(input))
    : await takeForm("create", createSupplierInput, values, values, (input) => caller.suppliers.create(input));
  return "result" in outcome ? redirect(`${paths.suppliers()}?saved=${outcome.result.id}`) : data(outcome.answer, { status: outcome.status });
}

/** Who the records come from, and how long they take. */
export default function SuppliersPage() {
  const { suppliers, mayWork, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const edited = suppliers.find(({ id }) => id === (answer?.values["id"] ?? search.get("edit")));
  const saved = suppliers.find(({ id }) => id === search.get("saved"));
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Inventory</p>
          <h1>Suppliers</h1>
        </div>
      </div>
      <div className="page-body list-page inventory">
        {saved ? (
          <p className="note hollow long" role="status">
            <b>{saved.name} is saved.</b>
          </p>
        ) : null}
        <Block track="A1" title="Who delivers" tools={<Link to={paths.inventory()}>The shelf</Link>}>
          {suppliers.length === 0 ? (
            <p className="quiet">No supplier yet.</p>
          ) : (
            <DataTable
              caption="Suppliers"
              rows={suppliers}
              keyOf={(row) => row.id}
              meta={(row) => `${formatCount(row.leadTimeDays)} ${row.leadTimeDays === 1 ? "day" : "days"} · ${formatCount(row.titles)} titles · ${formatCount(row.onOrder)} on order`}
              columns={[
                {
                  head: "Supplier",
                  cell: (row) => (
                    <Link to={paths.inventory(new URLSearchParams({ supplier: row.id }))}>
                      <b>{row.name}</b>
                    </Link>
                  ),
                },
                { head: "Titles", numeric: true, cell: (row) => formatCount(row.titles) },
                { head: "On order", numeric: true, cell: (row) => formatCount(row.onOrder) },
                { head: "Lead time, days", numeric: true, cell: (row) => formatCount(row.leadTimeDays) },
                {
                  head: "Edit",
                  numeric: true,
                  amount: true,
                  cell: (row) =>
                    mayWork ? (
                      <Link className="touch" to={`?edit=${row.id}#a2`}>
                        Edit<span className="sr"> {row.name}</span>
                      </Link>
                    ) : (
                      ""
                    ),
                },
              ]}
            />
          )}
        </Block>
        {mayWork ? (
          <Block track="A2" title={edited ? "Edit a supplier" : "New supplier"} tools={edited ? <Link to={paths.suppliers()}>New instead</Link> : null}>
            <Form method="post" className="act-form" key={edited?.id ?? formKey}>
              {edited ? <input type="hidden" name="id" value={edited.id} /> : <input type="hidden" name="key" value={answer?.values["key"] ?? formKey} />}
              <FormNote sentence={answer?.sentence} />
              <Field name="name" label="Name" required maxLength={200} autoComplete="off" defaultValue={answer?.values["name"] ?? edited?.name ?? ""} error={answer?.fields["name"]} />
              <Field name="leadTimeDays" label="Days from order to delivery" required inputMode="numeric" maxLength={3} autoComplete="off" defaultValue={answer?.values["leadTimeDays"] ?? edited?.leadTimeDays ?? ""} error={answer?.fields["leadTimeDays"]} />
              <SubmitButton words={edited ? "Save the supplier" : "Add the supplier"} />
            </Form>
          </Block>
        ) : null}
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
