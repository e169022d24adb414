/** Whose data a path holds, for the origin of what is read from it. Knowledge of services and paths, the same for every script language. */
import type { Source } from '../../model/source.ts';

/** The source a file's content counts as; paths may have `~`, `$HOME`, `%APPDATA%`, HOLE or either slash in front. */
export function sourceOfPath(path: string): Source {
  const normal = path.length > 400 ? path.slice(-400) : path;
  const lower = normal.replaceAll('\\', '/').toLowerCase();
  for (const [source, pattern] of PLACES) if (pattern.test(lower)) return source;
  return 'file';
}

const PLACES: readonly (readonly [Source, RegExp])[] = [
  ['wallet', /wallet\.dat|\/(?:exodus|electrum|atomic|ethereum\/keystore|bitcoin|monero|zcash|armory|coinomi|guarda|jaxx|dogecoin|litecoin|solana\/id\.json|metamask|phantom)(?:\/|$|\.)|nkbihfbeogaeaoehlefnkodbefgpgknn/],
  ['browser', /\/(?:google\/chrome|google-chrome|chromium|bravesoftware|brave-browser|microsoft\/edge|microsoft-edge|firefox|opera software|yandexbrowser|vivaldi)(?:\/|$)|login data|cookies\.sqlite|key4\.db|logins\.json|\/web data|local state$|\/network\/cookies|discord\/local storage|local storage\/leveldb/],
  ['secrets', /(?:^|[/~])\.(?:ssh|aws|kube|gnupg|azure|docker|config\/gcloud|config\/gh|config\/hub|password-store)(?:\/|$)|id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:npmrc|pypirc|netrc|git-credentials|pgpass|my\.cnf|env(?:\.\w+)?|bash_history|zsh_history|boto|s3cfg|vault-token|terraformrc|yarnrc\.yml|htpasswd|dockercfg)$|\/etc\/(?:shadow|sudoers|ssl\/private)|serviceaccount\/token|\/secrets?\/|\.(?:pem|ppk|p12|pfx|kdbx|keychain(?:-db)?)$|keychains\/|application_default_credentials|microsoft\/(?:credentials|protect)\/|consolehost_history|telegram desktop\/tdata|\/config\/sam$|ntds\.dit|filezilla\/(?:recentservers|sitemanager)/],
  ['environment', /\/proc\/(?:self|\d+|\*|.)\/environ/],
  ['identity', /\/etc\/(?:passwd|hostname|machine-id|os-release|issue|resolv\.conf|hosts|group)$|\/proc\/(?:version|cpuinfo|meminfo|net\/)|\/sys\/class\/(?:net|dmi)|\/var\/lib\/dbus\/machine-id/],
];

/** Whether a path is one whose program or lines run at every log-in, start or schedule. */
export function isShellProfile(path: string): boolean {
  return /(?:^|[/~])\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zprofile|zshenv|zlogin|kshrc|cshrc|config\/fish\/config\.fish)$|\/etc\/(?:profile|bash\.bashrc|zsh\/zshrc|rc\.local)/.test(path);
}
