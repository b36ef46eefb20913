// A mail server for the tests of the mail worker: STARTTLS, login, and bad manners on request.
//
// Commands come as lines on stdin, events leave as JSON lines on stdout. Every command is answered by an event
// `{"event": "done", "command": …}`. Commands:
//   accept                      take every mail
//   refuse rcpt|data CODE       answer with CODE to the recipient, or after the last dot
//   hang greeting|data|ADDRESS  never answer: not to the connection, not to the last dot, or not to that of a mail to ADDRESS
//   drop before|after           cut the connection at DATA, or between the last dot and its answer
//   certificate NAME            show that certificate from now on: `server`, or one that has a fault
//   wrap                        TLS from the first byte, as on port 465
//   leave                       stop listening
//   return                      listen again on the same port
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const USER = 'post@example.org';
const PASSWORD = 'geheim %&/';

const file = (name) => readFileSync(new URL(`certificates/${name}`, import.meta.url));
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const refusal = (code) => Object.assign(new Error('5.1.1 <erika@example.org> is not wanted here'), { responseCode: code });

let mode = ['accept'];
let certificate = 'server';
let wrapped = false;
let port = 0;
let server;
let silent;
const held = new Set();

const is = (...words) => words.every((word, index) => mode[index] === word);
const cut = (session) => {
  for (const connection of server.connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
};

function makeServer() {
  return new SMTPServer({
    key: file('server.key'),
    cert: file(`${certificate}.pem`),
    secure: wrapped,
    disableReverseLookup: true,
    allowInsecureAuth: false,
    onAuth(auth, _session, done) {
      const known = auth.username === USER && auth.password === PASSWORD;
      done(known ? null : new Error('wrong user or password'), { user: auth.username });
    },
    onRcptTo(_address, _session, done) {
      done(is('refuse', 'rcpt') ? refusal(Number(mode[2])) : null);
    },
    onData(stream, session, done) {
      if (is('drop', 'before')) {
        say({ event: 'dropped' });
        cut(session);
        return;
      }
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const hangs = is('hang', 'data') || session.envelope.rcptTo.some((to) => is('hang', to.address));
        const taken = !is('refuse') && !hangs;
        say({
          event: 'mail',
          taken,
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((to) => to.address),
          secure: session.secure,
          hello: session.hostNameAppearsAs,
          user: session.user,
          raw: Buffer.concat(chunks).toString('base64'),
        });
        if (is('refuse', 'data')) done(refusal(Number(mode[2])));
        else if (is('drop', 'after')) cut(session);
        else if (!hangs) done(null, 'taken');
      });
    },
  });
}

function listen(done) {
  if (is('hang', 'greeting')) {
    silent = createServer((socket) => {
      held.add(socket);
      socket.on('error', () => {});
      say({ event: 'connected' });
    });
    silent.listen(port, '127.0.0.1', done);
    return;
  }
  server = makeServer();
  server.on('error', () => {});
  server.listen(port, '127.0.0.1', done);
}

function leave(done) {
  const leaving = silent ?? server?.server;
  for (const socket of held) socket.destroy();
  held.clear();
  for (const connection of server?.connections ?? []) connection._socket.destroy();
  silent = undefined;
  server = undefined;
  if (leaving) leaving.close(() => done());
  else done();
}

listen(() => {
  port = server.server.address().port;
  say({ event: 'listening', port });
});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const done = () => say({ event: 'done', command: line });
    const words = line.trim().split(' ');
    const silentBefore = silent !== undefined;
    if (words[0] === 'leave') return leave(done);
    if (words[0] === 'return') return listen(done);
    if (words[0] === 'certificate') certificate = words[1];
    if (words[0] === 'wrap') wrapped = true;
    if (['certificate', 'wrap'].includes(words[0])) return leave(() => listen(done));
    mode = words;
    if (silentBefore || is('hang', 'greeting')) return leave(() => listen(done));
    done();
  })
  .on('close', () => process.exit(0));
