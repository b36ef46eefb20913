// The server of an account with two calendars, "Privat" and "Praxis", that speaks as much CalDAV as the program asks for.
import http from 'node:http';

const SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/"';
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const told = (href, properties) => `<D:response><D:href>${href}</D:href><D:propstat><D:prop>${properties}</D:prop>`
  + '<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>';

/** Ends with the test. `objects` holds the texts in "Praxis" by their names; `written(words)` is the name of the one with these words, once it is there. */
export async function startAccount(t) {
  const objects = new Map();
  let version = 1;
  const waiting = [];
  const tag = (name) => `"${objects.get(name).version}"`;
  const named = (words) => [...objects].find(([, { text }]) => text.includes(words))?.[0];
  const put = (name, text) => {
    objects.set(name, { text, version: ++version });
    for (const tell of waiting) tell();
  };
  const written = (words) => new Promise((done) => {
    const tell = () => named(words) && done(named(words));
    waiting.push(tell);
    tell();
  });
  const properties = (path, depth) => {
    if (path === '/') return told('/', '<D:current-user-principal><D:href>/erika/</D:href></D:current-user-principal><C:calendar-home-set><D:href>/erika/</D:href></C:calendar-home-set>');
    if (path === '/erika/') {
      const kind = '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>';
      return ['Privat', 'Praxis'].map((name) => told(`/erika/${name}/`, `${kind}<D:displayname>${name}</D:displayname>`)).join('');
    }
    if (depth === '0') return told(path, `<CS:getctag>${version}</CS:getctag>`);
    return path.endsWith('/Praxis/') ? [...objects.keys()].map((name) => told(path + name, `<D:getetag>${tag(name)}</D:getetag>`)).join('') : '';
  };
  const events = (path) => path.endsWith('/Praxis/')
    ? [...objects].map(([name, { text }]) => told(path + name, `<D:getetag>${tag(name)}</D:getetag><C:calendar-data>${escaped(text)}</C:calendar-data>`)).join('') : '';
  const server = http.createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const [path, name] = [request.url, request.url.split('/').at(-1)];
    const status = (code, headers = {}, text = '') => response.writeHead(code, headers).end(text);
    if (request.method === 'PROPFIND' || request.method === 'REPORT') {
      const found = request.method === 'REPORT' ? events(path) : properties(path, request.headers.depth);
      return status(207, { 'Content-Type': 'application/xml' }, `<D:multistatus ${SPACES}>${found}</D:multistatus>`);
    }
    const known = objects.has(name) ? tag(name) : null;
    const { 'if-match': expected, 'if-none-match': fresh } = request.headers;
    if ((fresh === '*' && known) || (expected && expected !== known)) return status(412);
    if (request.method === 'PUT') {
      put(name, Buffer.concat(parts).toString());
      return status(201, { ETag: tag(name) });
    }
    if (!known) return status(404);
    if (request.method === 'GET') return status(200, { ETag: tag(name) }, objects.get(name).text);
    objects.delete(name);
    version += 1;
    return status(204);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  }));
  return { url: `http://127.0.0.1:${server.address().port}/`, objects, written, put };
}
