import { withReader } from "./test/eval/reader.ts";
import { freshContext } from "./test/bot/language.ts";
const texts = process.argv.slice(2);
await withReader(({ understand }) => { for (const t of texts) { const m = understand(t, freshContext); console.log("##", t, m.intent, JSON.stringify(m.slots), JSON.stringify(m.questions)); for (const e of m.explain) console.log("   ", e); } });
