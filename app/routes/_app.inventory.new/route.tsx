import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { AlbumFields, Twins } from "#app/components/stock/album-fields.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { createAlbumInput } from "#server/contracts/albums.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "New record · Inventory · Misty" }];

/** Fields that an address may fill in: what was searched for and not found. */
const TAKEN_OVER = ["title", "artist", "catalogueNumber", "barcode"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const caller = await callerFor(request, context);
  const { mayWork } = await caller.suppliers.list();
  const given = Object.fromEntries(TAKEN_OVER.flatMap((name) => (search.get(name) ? [[name, (search.get(name) ?? "").slice(0, 300)]] : [])));
  return { mayWork, choices: await caller.catalogue.choices(), given, formKey: crypto.randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const caller = await callerFor(request, context);
  const outcome = await takeForm("new", createAlbumInput, values, values, (input) => caller.catalogue.createAlbum(input));
  if ("result" in outcome) return redirect(`${paths.inventoryRow(outcome.result.inventoryId)}?act=receive&saved=new`);
  const { title, artist, barcode } = values;
  const twins = outcome.answer.conflict ? await caller.catalogue.twins({ title: title ?? "", artist, barcode }) : [];
  return data({ ...outcome.answer, twins }, { status: outcome.status });
}

/** A record that the shop did not know. */
export default function NewRecordPage() {
  const { mayWork, choices, given, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const values = answer?.values ?? given;
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: answer?.fields[name], autoComplete: "off" }) as const;
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Inventory</p>
          <h1>New record</h1>
        </div>
      </div>
      <div className="page-body inventory">
        {mayWork ? (
          <Form method="post" className="act-form">
            <input type="hidden" name="key" value={answer?.values["key"] ?? formKey} />
            {answer && answer.twins.length > 0 ? null : <FormNote sentence={answer?.sentence} />}
            <Twins twins={answer?.twins ?? []} />
            <Block track="A1" title="What it is">
              <div className="fields">
                <AlbumFields choices={choices} values={values} errors={answer?.fields ?? {}} />
              </div>
            </Block>
            <Block track="A2" title="How it is kept">
              <div className="fields">
                <Field label="Price" inputMode="decimal" maxLength={14} {...field("listPrice")} />
                <Field label="Reorder at" inputMode="numeric" maxLength={6} {...field("reorderPoint")} hint="Left empty, the shop's setting counts." />
                <Field label="Desired" inputMode="numeric" maxLength={6} {...field("desiredLevel")} />
              </div>
            </Block>
            <div className="pair">
              <SubmitButton words="Add the record" />
              <Link className="btn bare" to={paths.inventory()}>
                To the shelf
              </Link>
            </div>
          </Form>
        ) : (
          <p className="quiet">Records and prices are kept by buyers, managers and admins.</p>
        )}
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
