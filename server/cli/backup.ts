import { openDatabase } from "../open-database.ts";
import { AppError } from "../errors.ts";
import { writeBackup } from "../services/backup/write-backup.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (env, [file]) => {
  if (!file) throw new AppError("BAD_REQUEST", "Say where the backup goes: npm run backup -- shop.misty.gz");
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    const sums = await writeBackup(opened.db, file, new Date());
    const rows = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Backed up ${rows.toLocaleString("en")} rows of ${Object.keys(sums).length} tables to ${file}\n`);
    return 0;
  } finally {
    await opened.close();
  }
});
