import { openDatabase } from "../open-database.ts";
import { AppError } from "../errors.ts";
import { openStorage } from "../ports/storage/open-storage.ts";
import { writeBackup } from "../services/backup/write-backup.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (env, [file]) => {
  if (!file) throw new AppError("BAD_REQUEST", "Say where the backup goes: npm run backup -- shop.misty.gz");
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    const storage = openStorage(env);
    const { tables, files } = await writeBackup({ db: opened.db, storage }, file, new Date());
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Backed up ${rows.toLocaleString("en")} rows of ${Object.keys(tables).length} tables and ${files.files.toLocaleString("en")} files of documents to ${file}\n`);
    if (files.elsewhere > 0) process.stdout.write(`${files.elsewhere.toLocaleString("en")} files of documents lie in Supabase Storage and are not in the backup: they stay there, and need their own\n`);
    for (const key of files.missing) process.stderr.write(`The file ${key} is not on the disk any more, so it is not in the backup\n`);
    return 0;
  } finally {
    await opened.close();
  }
});
