// Fails the build of the pages when a text is missing: `node scripts/texts.mjs`. Each closed set of the contracts has its
// texts, both languages have the same keys (so the same plural forms) and the same values to fill in, and Spanish says usted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from 'js-yaml';
import { CLOSED_SETS, NEVER_SHOWN } from './closed-sets.mjs';
import { CONTRACTS, contractFile, pages } from './contracts.mjs';

export const PAGES = ['rider', 'console'];
export const LANGUAGES = { es: 'Spanish', en: 'English' };

// Words that only somebody who says "tú" uses; texts of a control room say "centro de control".
const FAMILIAR =
  /(?<!\p{L})(tú|tu|tus|ti|te|contigo|tuy[oa]s?|puedes|tienes|debes|quieres|pediste|saliste|dejaste|elige|escribe|escríbenos|intenta|inténtalo|míralo|pídelo|empújala|quédate|la sala)(?!\p{L})/iu;

export function readContracts() {
  return Object.fromEntries(CONTRACTS.map((name) => [name, load(readFileSync(contractFile(name), 'utf8'))]));
}

export function readTexts() {
  const read = (page, language) => JSON.parse(readFileSync(join(pages, 'src', 'text', `${page}.${language}.json`), 'utf8'));
  return Object.fromEntries(
    PAGES.map((page) => [page, Object.fromEntries(Object.keys(LANGUAGES).map((language) => [language, read(page, language)]))]),
  );
}

/** The values of `Schema` or `Schema.property`. */
function valuesOf(contract, path) {
  const [schema, property] = path.split('.');
  const found = contract.components.schemas?.[schema];
  return (property === undefined ? found : found?.properties?.[property])?.enum;
}

/** Every enum of a contract's schemas, as `Schema` or `Schema.property`. */
function enumsOf(contract) {
  return Object.entries(contract.components.schemas ?? {}).flatMap(([name, schema]) => [
    ...(schema.enum ? [name] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([property, one]) => (one.enum ? [`${name}.${property}`] : [])),
  ]);
}

/** The keys that the closed sets ask for: page, key and from where. */
export function wantedKeys(contracts) {
  return CLOSED_SETS.flatMap(({ page, contract, of, keys, but = [] }) =>
    (valuesOf(contracts[contract], of) ?? [])
      .filter((value) => !but.includes(value))
      .flatMap((value) => keys(value).map((key) => ({ page, key, because: `\`${value}\` of ${of} in ${contract}.yaml` }))),
  );
}

function setFlaws(contracts) {
  const named = new Set([...CLOSED_SETS.map(({ contract, of }) => `${contract} ${of}`), ...Object.keys(NEVER_SHOWN)]);
  const there = Object.entries(contracts).flatMap(([name, contract]) => enumsOf(contract).map((path) => `${name} ${path}`));
  return [
    ...there.filter((path) => !named.has(path)).map((path) => `the closed set ${path} has no line in scripts/closed-sets.mjs`),
    ...[...named].filter((path) => !there.includes(path)).map((path) => `scripts/closed-sets.mjs names ${path}, which is no enum of its contract`),
  ];
}

function holes(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join(' ');
}

function pairFlaws(page, { es, en }) {
  return [...new Set([...Object.keys(es), ...Object.keys(en)])].flatMap((key) => {
    const missing = Object.keys(LANGUAGES).filter((language) => !({ es, en })[language][key]?.trim());
    if (missing.length > 0) {
      return missing.map((language) => `${page}.${language}.json: \`${key}\` has no ${LANGUAGES[language]} text`);
    }
    return [
      ...(holes(es[key]) === holes(en[key]) ? [] : [`${page}: \`${key}\` has other values to fill in in English than in Spanish`]),
      ...(FAMILIAR.test(es[key]) ? [`${page}.es.json: \`${key}\` does not say usted: "${FAMILIAR.exec(es[key])[0]}"`] : []),
    ];
  });
}

/** What is wrong, a sentence each. */
export function flaws(contracts, texts) {
  const unsaid = wantedKeys(contracts).flatMap(({ page, key, because }) =>
    Object.entries(LANGUAGES)
      .filter(([language]) => !texts[page][language][key]?.trim())
      .map(([language, name]) => `${page}.${language}.json: \`${key}\` has no ${name} text, needed for ${because}`),
  );
  return [...new Set([...setFlaws(contracts), ...unsaid, ...PAGES.flatMap((page) => pairFlaws(page, texts[page]))])];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = flaws(readContracts(), readTexts());
  found.forEach((flaw) => console.error(`texts: ${flaw}`));
  process.exit(found.length === 0 ? 0 : 1);
}
