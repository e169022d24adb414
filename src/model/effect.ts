/**
 * What a call does to the world, the same words for every language. A reader's table of the language's API says which call has which;
 * capability alone is never malice.
 */
export type Effect =
  | 'net.fetch' /* asks for something: roles address, headers, data */
  | 'net.send' /* sends data out: roles address, data */
  | 'net.connect' /* opens a socket: role address */
  | 'net.listen' /* waits for connections */
  | 'net.resolve' /* asks DNS: role address */
  | 'net.mail'
  | 'net.webhook' /* a chat service's own client */
  | 'process.run' /* starts a program: role command */
  | 'process.shell' /* has a shell run a line: role command */
  | 'process.kill'
  | 'process.redirect' /* standard input and output are put onto something else */
  | 'process.list'
  | 'process.hide' /* a window or console is hidden */
  | 'code.evaluate' /* runs text or code object as code: role code */
  | 'code.compile'
  | 'code.deserialize' /* marshal, pickle: role code */
  | 'code.import' /* loads a module by a name made at run time: role name */
  | 'code.native' /* loads or calls native code */
  | 'code.memory' /* makes memory executable, writes into another process */
  | 'code.patch' /* replaces a function or another package's file */
  | 'file.read' | 'file.write' | 'file.append' /* role path, data */
  | 'file.copy' /* role path, target */
  | 'file.delete' | 'file.delete-tree' | 'file.list' | 'file.exists' | 'file.chmod' | 'file.hide' | 'file.unpack' | 'file.pack' /* role path */
  | 'decode' /* base64 and the like: role data */
  | 'decompress'
  | 'decrypt' | 'encrypt'
  | 'clipboard.read' | 'clipboard.write'
  | 'screen.capture' | 'keys.listen' | 'keys.send' | 'camera.capture' | 'microphone.capture'
  | 'host.identity' /* host, user, machine, address */
  | 'host.platform'
  | 'host.locale' | 'host.time'
  | 'env.read' /* role name */
  | 'env.all'
  | 'secret.unprotect' /* DPAPI, key chain */
  | 'registry.read' | 'registry.write' /* Windows registry: role path, data */
  | 'database.open'
  | 'sleep' | 'exit' | 'thread' | 'exit-hook'
  | 'debug.check'
  | 'package.install' | 'package.publish'
  | 'setup.call' /* setuptools.setup */
  | 'output' /* prints */
  | 'output.silence' /* output or console is switched off */
  | 'wrap.network' /* fetch, XMLHttpRequest or a wallet provider is replaced */
  ;
