/** Public services that code talks to: knowledge of what a host is for, not of who abused it. */

/** Chat services' hooks: whoever holds the address receives what is posted. */
export const WEBHOOK = /(?:discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks|api\.telegram\.org\/(?:bot|file)|hooks\.slack\.com\/|outlook\.office\.com\/webhook|chat\.googleapis\.com\/v1\/spaces|oapi\.dingtalk\.com\/robot|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook|open\.feishu\.cn\/open-apis\/bot|api\.pushover\.net|api\.day\.app|maker\.ifttt\.com\/trigger|ntfy\.sh\/)/i;

/** Services that show whoever set them up each request they get: for tests, and for taking data out unseen. */
export const REQUEST_BIN = /\b(?:oastify|burpcollaborator|interactsh?|dnslog|canarytokens|requestbin|requestcatcher|beeceptor|pipedream|hookbin|requestrepo|bxss|ceye|mockbin|typedwebhook|webhooktester|request-inspector|putsreq|ptsv2|ptsv3|webhook|xss|eyes|oast)\.(?:com|net|site|sh|fun|live|pro|me|online|io|cn|app|dev|in|report|ht|cc|org|us|link)\b/i;

/** Places to leave text where anybody can fetch it, and change it later. */
export const PASTE = /(?:pastebin\.com|hastebin\.com|toptal\.com\/developers\/hastebin|rentry\.(?:co|org)|paste\.(?:ee|rs|c-net\.org|mozilla\.org|fo|bingner\.com)|ghostbin|controlc\.com|dpaste\.(?:com|org)|ix\.io|sprunge\.us|0bin\.net|justpaste\.it|pastes?\.io|codepad\.org|textbin\.net|paste2\.org|bpa\.st|gist\.githubusercontent\.com|jsonkeeper\.com|npoint\.io|jsonbin\.io|jsonsilo\.com|mocki\.io|pastecode|write\.as|telegra\.ph|steamcommunity\.com\/(?:id|profiles)|\bt\.me\/)/i;

/** Hosts that take a file from anybody and serve it to anybody. */
export const FILE_DROP = /(?:transfer\.sh|\bfile\.io|gofile\.io|anonfiles?\.com|catbox\.moe|0x0\.st|bashupload\.com|cdn\.discordapp\.com\/attachments|media\.discordapp\.net|uguu\.se|pixeldrain\.com|\btemp\.sh|tmpfiles\.org|mega\.(?:nz|co\.nz)|mediafire\.com|dropbox(?:usercontent)?\.com|drive\.google\.com\/uc|1drv\.ms|upload\.ee|send\.cm|workupload|filebin\.net|oshi\.at|ufile\.io|sendspace\.com|krakenfiles|bayfiles|termbin|workers\.dev|pages\.dev|glitch\.me|repl\.co|replit\.dev|herokuapp\.com|vercel\.app|onrender\.com|netlify\.app|000webhostapp|\.web\.app|firebaseio\.com|duckdns\.org|\.no-ip\.|\.ddns\.net)/i;

/** A raw file in somebody's repository. */
export const RAW_FILE = /(?:raw\.githubusercontent\.com|github\.com\/[^\s"'/]+\/[^\s"'/]+\/(?:raw|blob|releases\/download)|gitlab\.com\/[^\s"']+\/-?\/?raw|bitbucket\.org\/[^\s"']+\/(?:raw|downloads)|gitee\.com\/[^\s"']+\/raw|codeberg\.org\/[^\s"']+\/raw)/i;

/** Services that tell the caller its own public address or location. */
export const PUBLIC_IP = /(?:api\d*\.ipify\.org|ipinfo\.io|ip-api\.com|ifconfig\.(?:me|co|io)|icanhazip\.com|\bident\.me|checkip\.(?:amazonaws|dyndns)|ipapi\.co|wtfismyip\.com|myexternalip\.com|ip\.42\.pl|geolocation-db\.com|freegeoip|ipwhois|ipwho\.is|api\.myip\.com|geojs\.io|db-ip\.com|httpbin\.org\/ip|\bip\.sb|whatismyip|seeip\.org|bigdatacloud)/i;

/** Link shorteners and loggers that record who opened them. */
export const TRACKER = /(?:grabify\.link|iplogger\.(?:org|com|ru|co)|\b2no\.co|yip\.su|\bbit\.ly\/|tinyurl\.com\/|cutt\.ly\/|\bis\.gd\/|\brb\.gy\/|shorturl\.at|rebrand\.ly|ouo\.io)/i;

/** Tunnels that bring a machine behind a firewall onto the internet. */
export const TUNNEL = /\b(?:ngrok(?:-free)?\.(?:io|com|app|dev)|trycloudflare\.com|serveo\.net|loca\.lt|localhost\.run|pagekite\.me|bore\.pub|portmap\.io|playit\.gg|pinggy\.io)\b/i;

/** An address of digits, or an onion: nobody's product lives there. Loopback and private ranges are not meant. */
export const BARE_ADDRESS = /^(?:(?:https?|ftp|tcp|ws|wss):\/\/)?(?!(?:127|10|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.)(?:[1-9]\d{0,2}(?:\.\d{1,3}){3})(?=[:/ ]|$)|\.onion\b/i;

/** Cloud machines' own metadata: credentials for whoever asks from inside. */
export const CLOUD_METADATA = /\b169\.254\.169\.254\b|\bmetadata\.google\.internal\b|\b169\.254\.170\.2\b|\b100\.100\.100\.200\b/;

/** What kind of place an address is, in words; undefined for others. */
export function kindOfAddress(address: string): string | undefined {
  if (WEBHOOK.test(address)) return 'a chat webhook';
  if (TUNNEL.test(address)) return 'a tunnel';
  if (REQUEST_BIN.test(address)) return 'a request catcher';
  if (PASTE.test(address)) return 'a paste service';
  if (TRACKER.test(address)) return 'a link tracker';
  if (FILE_DROP.test(address)) return 'a file drop or throw-away host';
  if (BARE_ADDRESS.test(address)) return 'a bare address';
  if (RAW_FILE.test(address)) return 'a raw repository file';
  return undefined;
}
