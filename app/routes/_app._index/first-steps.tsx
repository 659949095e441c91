import { Link } from "@remix-run/react";
import type { Shop } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";

interface FirstStepsProps {
  shop: Shop;
  /** True where the demo shop may be loaded. */
  demoPossible: boolean;
}

/** What an empty shop sees instead of zeros: what to do first. */
export function FirstSteps({ shop, demoPossible }: FirstStepsProps) {
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Dashboard · {shop.name}</p>
          <h1>Nothing sold yet</h1>
        </div>
      </div>
      <div className="page-body">
        <div className="begin">
          <section className="sleeve first-cover" aria-labelledby="a1">
            <p className="track">A1</p>
            <h2 id="a1">Bring in your history</h2>
            <p>Figures, charts and customers appear here as soon as the first orders are in.</p>
          </section>
          <ol className="first-steps">
            <li>
              <span className="track" aria-hidden="true">
                1
              </span>
              <div>
                <h3>Look what the file holds</h3>
                <p>
                  Bring it to <Link to={paths.imports()}>Imports</Link>, or use the command line. Nothing is written. You see the format, the rows, and every row that would be refused.
                </p>
                <code>npm run import -- path/to/orders.csv --dry-run</code>
              </div>
            </li>
            <li>
              <span className="track" aria-hidden="true">
                2
              </span>
              <div>
                <h3>Import it</h3>
                <p>Shopify&rsquo;s order export, a transaction log, or a folder of CSV files. The same file again adds nothing.</p>
                <code>npm run import -- path/to/orders.csv</code>
              </div>
            </li>
            {demoPossible ? (
              <li>
                <span className="track" aria-hidden="true">
                  or
                </span>
                <div>
                  <h3>Look around in the demo shop</h3>
                  <p>Three years of an invented record shop. Stop Misty, load it, and start again.</p>
                  <code>npm run seed -- demo</code>
                </div>
              </li>
            ) : null}
          </ol>
        </div>
      </div>
    </>
  );
}
