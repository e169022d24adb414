/** Files and folders worth stealing, and those that make code stay. Matched against folded paths; both slashes. */

const S = '[\\\\/]+';

function paths(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.map((pattern) => `(?:${pattern.replaceAll('/', S)})`).join('|'), 'i');
}

/** Credentials of developers and servers. */
export const CREDENTIALS = paths(
  '\\.ssh(?:/|$|["\'])', 'id_(?:rsa|dsa|ecdsa|ed25519)\\b', '\\.aws/(?:credentials|config)', '\\.aws$', '\\.kube/config', '\\.docker/config\\.json', '\\.pypirc\\b', '\\.netrc\\b', '\\.git-credentials\\b',
  '\\.npmrc\\b', '\\.config/gcloud', 'application_default_credentials', '\\.azure(?:/|$)', '\\.gnupg(?:/|$)', '\\.pgpass\\b', '\\.my\\.cnf\\b', '/etc/shadow\\b', '\\.bash_history\\b', '\\.zsh_history\\b', '\\.vault-token\\b',
  '\\.config/gh/hosts', '\\.terraform\\.d/credentials', '\\.cargo/credentials', '\\.gem/credentials', 'FileZilla/(?:recentservers|sitemanager)', 'WinSCP\\.ini', '\\.config/rclone', 'keychain-db', 'login\\.keychain', '/etc/passwd\\b', '\\.m2/settings\\.xml', 'secrets/kubernetes\\.io', '/proc/self/environ', '\\.password-store(?:/|$)', '\\.local/share/keyrings', 'Library/Keychains', '\\.config/(?:op|doctl|hub|sops|heroku|configstore)(?:/|$)', '\\.(?:boto|s3cfg|databrickscfg|oci/config|jfrog/|fly/config\\.yml|circleci/cli\\.yml|composer/auth\\.json)', '\\.kdbx$',
);

/** Where browsers keep passwords, cookies and sessions. */
export const BROWSER_STORE = paths(
  'Login Data\\b', 'Web Data\\b', 'User Data/(?:Local State|Default)', 'key4\\.db', 'logins\\.json', 'cookies\\.sqlite', 'places\\.sqlite', 'Network/Cookies', 'Default/Cookies',
  '(?:Google/Chrome|BraveSoftware|Microsoft/Edge|Yandex/YandexBrowser|Opera Software|Vivaldi|Mozilla/Firefox|CocCoc)/(?:User Data|Profiles|Default|Opera)', 'signons\\.sqlite', 'formhistory\\.sqlite', 'Cookies\\.binarycookies', '\\.mozilla/firefox', '\\.config/(?:google-chrome|chromium|BraveSoftware|microsoft-edge|vivaldi|opera)(?:/|$)', '(?:LOCALAPPDATA%?|AppData/Local|Application Support)/[\\w ./-]{2,60}/User Data',
);

/** Where chat and game clients keep session tokens. */
export const SESSION_STORE = paths(
  'Local Storage/leveldb', '(?:APPDATA%?|Roaming)/(?:discord|discordcanary|discordptb|lightcord)\\b', 'Telegram Desktop/tdata', '/tdata\\b', 'Steam/(?:config|ssfn)', 'loginusers\\.vdf', '\\.minecraft/launcher', 'Growtopia/save\\.dat', '\\.ROBLOSECURITY', '(?:APPDATA%?|Roaming|Application Support|\\.config)/(?:Signal|Slack|Element|Microsoft/Teams|WhatsApp|Skype|ICQ|Viber)(?:/|$)', 'RiotGamesPrivateSettings\\.yaml', '(?:Feather|lunarclient|\\.minecraft|TLauncher)[\\w/. -]*accounts?\\w*\\.json',
);

/** Where wallets keep keys. */
export const WALLET_STORE = paths(
  '(?:APPDATA%?|Roaming|Application Support)/(?:Exodus|Electrum|Atomic|Coinomi|Guarda|Armory|Bytecoin|Zcash|Ethereum|Binance|DashCore|MultiBit|MultiDoge|WalletWasabi|Daedalus|Ledger Live|@trezor/suite-desktop|Monero|Litecoin|Dogecoin|com\\.liberty\\.jaxx)\\b', 'wallet\\.dat\\b', 'exodus\\.wallet', 'Electrum/wallets', '\\.config/solana/id\\.json', 'com\\.liberty\\.jaxx', 'Local Extension Settings', '\\.electrum/wallets',
);

/** Extension ids of the large browser wallets (MetaMask, Phantom, Binance, Coinbase, Tron): what a thief of wallets enumerates. */
export const WALLET_EXTENSION = /nkbihfbeogaeaoehlefnkodbefgpgknn|bfnaelmomeimhlpmgjnjophhpkkoljpa|fhbohimaelbohpjbbldcngcnapndodjp|hnfanknocfeofbddgcijnmhnfnkdnaad|ibnejdfjmmkpcnlpebklmnkoeoihofec|ejbalbakoplchlghecdalmeeeajnimhm|egjidjbpglichdcondbcbdnbeeppgdph/;

/** Files in a home folder or system that are run or read at log-in or start. */
export const AUTOSTART = paths(
  'Start Menu/Programs/Startup', 'Programs/Startup', '\\.config/autostart', '/etc/cron', '/var/spool/cron', '/etc/systemd/system', '\\.config/systemd/user', '/etc/init\\.d', '/etc/rc\\.local', 'Library/LaunchAgents', 'Library/LaunchDaemons', '\\.bashrc\\b', '\\.bash_profile\\b', '\\.zshrc\\b', '(?:^|/)\\.profile\\b', '\\.zprofile\\b', '/etc/profile', '\\.ssh/authorized_keys', '/etc/ld\\.so\\.preload', '/etc/sudoers(?:\\.d)?(?:/|$)', '\\.vscode/tasks\\.json', '\\.claude/', '\\.cursor/', '\\.git/hooks/', '/(?:site|user)customize\\.py$', '(?:site|dist)-packages/[^/]+\\.pth$', '\\.bash_login\\b', '\\.zshenv\\b', '\\.xprofile\\b', '\\.config/fish/config\\.fish', '\\.pythonrc',
);

/** Everything that a user keeps, as a place that is listed: the home folder as a whole, the folders in it that hold documents, the whole disk. */
export const PERSONAL = /^(?:\/|~|%(?:USERPROFILE|HOME|HOMEPATH)%|\/home|\/Users|\/root|[A-Za-z]:(?:[\\/]+Users)?)(?:[\\/]+\uF8FF)?(?:[\\/]+(?:Desktop|Documents|Downloads|Pictures|Videos|OneDrive)(?:[\\/][^\n]*)?)?[\\/*.]*$/i;

/** Registry keys that are run at log-in. */
export const RUN_KEY = /CurrentVersion\\+(?:Run|RunOnce|Policies\\+Explorer\\+Run|Winlogon)|\\Environment\\UserInitMprLogonScript|Active Setup\\Installed Components|Image File Execution Options|(?:ms-settings|mscfile)\\+shell\\+open\\+command/i;

/** Environment variables that hold secrets. */
export const SECRET_VARIABLE = /(?:^|[^a-zA-Z])(?:[A-Z0-9]+_)*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY(?:_ID)?|PRIVATE_KEY|CREDENTIALS?)(?:_[A-Z0-9]+)*(?:$|[^a-zA-Z])|\bAWS_(?:SESSION|ACCESS|SECRET)|\bDATABASE_URL/;

/** The kind of place a path is, in words; undefined for others. */
export function kindOfSecretPath(path: string): { kind: string; source: 'credentials' | 'browser' | 'session' | 'wallet' } | undefined {
  // The public half of a key is made to be given away.
  if (path.length > 4000 || /\.pub$/.test(path)) return undefined;
  if (WALLET_STORE.test(path) || WALLET_EXTENSION.test(path)) return { kind: 'a wallet', source: 'wallet' };
  if (BROWSER_STORE.test(path)) return { kind: 'a browser\'s stored data', source: 'browser' };
  if (SESSION_STORE.test(path)) return { kind: 'a client\'s session tokens', source: 'session' };
  if (CREDENTIALS.test(path)) return { kind: 'credentials', source: 'credentials' };
  return undefined;
}
