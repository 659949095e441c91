import { Link } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import type { CatalogueChoices, Twin } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

interface AlbumFieldsProps {
  choices: CatalogueChoices;
  values: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string>>;
}

/** What is known of a record, for adding and for changing one. */
export function AlbumFields({ choices, values, errors }: AlbumFieldsProps) {
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: errors[name], autoComplete: "off" }) as const;
  return (
    <>
      <div className="wide">
        <Field label="Title" required maxLength={300} {...field("title")} />
      </div>
      <Field label="Artist" maxLength={300} {...field("artist")} />
      <Field label="Label" maxLength={200} list="labels" {...field("label")} />
      <Field label="Genre" maxLength={100} list="genres" {...field("genre")} />
      <Field label="Year" inputMode="numeric" maxLength={4} {...field("year")} />
      <Field label="Format" maxLength={80} list="formats" {...field("format")} />
      <Field label="Catalogue number" maxLength={80} {...field("catalogueNumber")} />
      <Field label="Barcode" inputMode="numeric" maxLength={40} {...field("barcode")} />
      <div className="field">
        <label htmlFor="supplierId">Supplier</label>
        <select id="supplierId" name="supplierId" defaultValue={values["supplierId"] ?? ""} aria-invalid={errors["supplierId"] ? true : undefined}>
          <option value="">not known</option>
          {choices.suppliers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {errors["supplierId"] ? <p className="wrong">{errors["supplierId"]}</p> : null}
      </div>
      <Field label="Cost of a copy" inputMode="decimal" maxLength={14} {...field("unitCost")} />
      <datalist id="labels">
        {choices.labels.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <datalist id="genres">
        {choices.genres.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <datalist id="formats">
        {["LP", "2LP", "3LP", "10 inch", "7 inch", "Box set", "CD"].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** The records that it may be, and the way to add it even so. */
export function Twins({ twins }: { twins: readonly Twin[] }) {
  if (twins.length === 0) return null;
  return (
    <div className="note wide" role="alert">
      <b>{twins.length === 1 ? "This one is there already" : "These are there already"}</b>
      <ul className="twins">
        {twins.map((twin) => (
          <li key={twin.albumId}>
            <Link className="link long" to={paths.inventoryRow(twin.albumId)}>
              {twin.title}
            </Link>
            <span className="by long">{[twin.artist, twin.catalogueNumber, twin.year, twin.barcode, twin.onHand === null ? "never counted" : `${formatCount(twin.onHand)} on hand`].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" name="evenIfKnown" value="yes" />
        It is another one: save it even so
      </label>
    </div>
  );
}
