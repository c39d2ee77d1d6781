// A mail server for tests: node server.js DIRECTORY PORT. Tells each mail that it has taken in a line of JSON. Who logs in is ada, with the password heron.
const { createRequire } = require('module');
const { SMTPServer } = createRequire(`${process.argv[2]}/`)('smtp-server');

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

new SMTPServer({
    name: 'mail.tests',
    authOptional: true,
    // Its certificate is known to nobody.
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, session, done) => auth.username === 'ada' && auth.password === 'heron' ? done(null, { user: auth.username }) : done(refuse(535, 'who is that?')),
    onRcptTo: (address, session, done) => done(address.address.startsWith('full@') ? refuse(452, 'no room') : address.address.startsWith('none@') ? refuse(550, 'nobody of that name') : null),
    onData: (stream, session, done) => {
        const parts = [];
        stream.on('data', (part) => parts.push(part));
        stream.on('end', () => {
            const { envelope, user, secure } = session;
            console.log(JSON.stringify({ from: envelope.mailFrom.address, to: envelope.rcptTo.map((to) => to.address), user, secure, content: Buffer.concat(parts).toString('base64') }));
            done();
        });
    },
}).on('error', (error) => console.error(error.message)).listen(Number(process.argv[3]), '127.0.0.1');
