import { openDatabase } from "../open-database.ts";
import { AppError } from "../errors.ts";
import { openStorage } from "../ports/storage/open-storage.ts";
import { restoreBackup } from "../services/backup/restore-backup.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (env, [file]) => {
  if (!file) throw new AppError("BAD_REQUEST", "Say which backup to restore: npm run restore -- shop.misty.gz");
  const opened = await openDatabase(env, { purpose: "command", exclusive: true });
  try {
    const { tables, files, shared } = await opened.withQueryLimit(120_000, () => restoreBackup({ db: opened.db, storage: openStorage(env) }, file));
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Restored ${rows.toLocaleString("en")} rows of ${Object.keys(tables).length} tables and ${files.toLocaleString("en")} files of documents; every table equals its sum in the backup\n`);
    if (shared > 0) process.stderr.write(`${shared.toLocaleString("en")} of these files lay in the storage already. Where another shop works with them, give this one a MISTY_DATA_DIR or bucket of its own: what one of them removes, the other loses.\n`);
    return 0;
  } finally {
    await opened.close();
  }
});
