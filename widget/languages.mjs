// What the widget says, from `locales/*/widget/*.ftl`, as code: a text is a string, one with arguments a function of them
// in the order of the alphabet, as in the server's. What a language lacks is said in English.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@fluent/syntax';

const folder = fileURLToPath(new URL('../locales', import.meta.url));

/** Has every message. */
const REFERENCE = 'en';

/** Marks where an argument begins and ends in a language from right to left, so that it does not turn the words around it over. */
const [ISOLATE, POP] = ['\u2068', '\u2069'];

/** The languages that have texts for the widget; the model first. */
export const tags = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== REFERENCE)
  .map(({ name }) => name);
tags.splice(1, 0, REFERENCE);

/** `weekday-letters` as `weekdayLetters`. */
const camel = (id) => id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

function read(tag, file) {
  const { body } = parse(readFileSync(join(folder, tag, `${file}.ftl`), 'utf8'));
  const junk = body.find(({ type }) => type === 'Junk');
  if (junk) throw new Error(`locales/${tag}/${file}.ftl: ${junk.annotations[0].message}`);
  return new Map(body.filter(({ type }) => type === 'Message').map(({ id, value }) => [id.name, value.elements]));
}

function argumentsOf(elements) {
  const names = elements.filter(({ type }) => type === 'Placeable').map(({ expression }) => {
    if (expression.type !== 'VariableReference') throw new Error(`the widget's texts have arguments only: ${expression.type}`);
    return camel(expression.id.name);
  });
  return [...new Set(names)].sort();
}

function code(elements, isRtl) {
  const names = argumentsOf(elements);
  const piece = ({ type, value, expression }) => {
    if (type === 'TextElement') return JSON.stringify(value);
    const name = camel(expression.id.name);
    return isRtl ? `${JSON.stringify(ISOLATE)} + ${name} + ${JSON.stringify(POP)}` : name;
  };
  const text = elements.map(piece).join(' + ');
  return names.length ? `(${names.join(', ')}) => ${text}` : text;
}

/** The locale whose dates and numbers the browser uses, and the direction of writing. */
function locale(tag) {
  const name = read(tag, 'formats').get('locale')[0].value;
  const { textInfo } = new Intl.Locale(name);
  return { name, isRtl: textInfo.direction === 'rtl' };
}

/** The texts of one of the widget's files in one language: an object's members, each a name and its code. */
function members(tag, file) {
  const { isRtl } = locale(tag);
  const own = read(tag, `widget/${file}`);
  return [...read(REFERENCE, `widget/${file}`)].map(([id, english]) => [camel(id), code(own.get(id) ?? english, isRtl)]);
}

/** The texts that a language begins with. They have no arguments. The first file has those of the first two languages only. */
export function start(tag) {
  const texts = members(tag, 'start').map(([name, text]) => [name, JSON.parse(text)]);
  return { ...Object.fromEntries(texts), dir: locale(tag).isRtl ? 'rtl' : 'ltr' };
}

/** The languages whose texts are part of the first file, for when those of another cannot be had. */
export const first = tags.slice(0, 2);

const quoted = (strings) => Object.entries(strings).map(([name, text]) => [name, JSON.stringify(text)]);

/** An esbuild plugin: `texts:de/grid` is a module whose default export are those texts, with further members. */
export const textsWith = (further = {}) => ({
  name: 'texts',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^texts:/ }, ({ path }) => ({ path: path.slice('texts:'.length), namespace: 'texts' }));
    onLoad({ filter: /.*/, namespace: 'texts' }, ({ path }) => {
      const [tag, file] = path.split('/');
      const begins = file === 'grid' && !first.includes(tag) ? quoted(start(tag)) : [];
      const all = [['locale', JSON.stringify(locale(tag).name)], ...begins, ...quoted(further), ...members(tag, file)];
      return { contents: `export default {\n${all.map(([name, text]) => `${name}: ${text}`).join(',\n')}\n};` };
    });
  },
});

/** The types of all texts, by file. */
function types(files) {
  const member = ([id, elements]) => {
    const names = argumentsOf(elements);
    return `  ${camel(id)}: ${names.length ? `(${names.map((name) => `${name}: string | number`).join(', ')}) => string` : 'string'};`;
  };
  const table = (file) =>
    `export interface ${file[0].toUpperCase()}${file.slice(1)} {\n${[...read(REFERENCE, `widget/${file}`)].map(member).join('\n')}\n}\n`;
  return files.map(table).join('\n');
}

// `node languages.mjs FILE` writes the types, for the check of the sources.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(process.argv[2], types(['start', 'grid', 'booking']));
