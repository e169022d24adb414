/** Python's ways to reach the network: the standard library and the clients that packages use. */
export const NETWORK = `
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),requests_html.HTMLSession(),cloudscraper.create_scraper(),curl_cffi.requests,requests.sessions.Session(),niquests,niquests.Session(),tls_client.Session(),curl_cffi.requests.Session(),primp.Client(),cfscrape.create_scraper(),requests_futures.sessions.FuturesSession(),requests_tor.RequestsTor(),grequests,treq,asks,faster_than_requests,simple_requests.Requests()}.{get,head,options} | net.fetch | address=0,url data=params,1,json,data headers=headers,cookies | >network
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),cloudscraper.create_scraper(),curl_cffi.requests,requests.sessions.Session(),niquests,niquests.Session(),tls_client.Session(),curl_cffi.requests.Session(),primp.Client(),cfscrape.create_scraper(),requests_futures.sessions.FuturesSession(),requests_tor.RequestsTor(),grequests,treq,asks,faster_than_requests,simple_requests.Requests(),requests_html.HTMLSession()}.{post,put,patch} | net.send net.fetch | address=0,url data=1,data,json,files,params,content headers=headers,cookies | >network
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),requests.sessions.Session(),niquests,niquests.Session(),tls_client.Session(),curl_cffi.requests.Session(),curl_cffi.requests}.{request,delete,stream} | net.send net.fetch | address=1,url data=data,json,files,params,content headers=headers | >network
{requests.api,requests.sessions}.{get} | net.fetch | address=0,url data=params headers=headers | >network
requests.api.post | net.send net.fetch | address=0,url data=1,data,json,files headers=headers | >network
requests.api.request | net.send net.fetch | address=1,url data=data,json,files headers=headers | >network
aiohttp.ClientSession().{get,head} | net.fetch | address=0,url data=params headers=headers | >network
aiohttp.ClientSession().{post,put,request} | net.send net.fetch | address=0,url data=data,json headers=headers | >network
aiohttp.request | net.send net.fetch | address=1,url data=data,json | >network
{urllib.request,urllib2,urllib.request.build_opener(),urllib2.build_opener()}.{urlopen,open} | net.fetch | address=0,url data=1,data | >network
urllib.urlopen | net.fetch | address=0,url data=1,data | >network
{urllib.request,urllib}.urlretrieve | net.fetch file.write | address=0,url path=1,filename | >network
{urllib.request,urllib}.{URLopener,FancyURLopener}().open | net.fetch | address=0 data=1,data | >network
{urllib.request,urllib}.{URLopener,FancyURLopener}().retrieve | net.fetch file.write | address=0,url path=1,filename | >network
{urllib.request,urllib2}.Request | | address=0,url data=1,data headers=headers,2
wget.download | net.fetch file.write | address=0,url path=1,out | >network
{urllib3.PoolManager(),urllib3,urllib3.ProxyManager(),urllib3.HTTPConnectionPool(),urllib3.HTTPSConnectionPool(),urllib3.connection_from_url(),urllib3.contrib.socks.SOCKSProxyManager()}.{request,urlopen,request_encode_body,request_encode_url} | net.send net.fetch | address=1,url data=fields,body,json,2 | >network
{http.client,httplib}.{HTTPConnection,HTTPSConnection} | net.connect | address=0,host
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().request | net.send net.fetch | address=this,1,url data=2,body | >network
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().getresponse | | | >network
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().{send,endheaders} | net.send | address=this data=0
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().putrequest | net.fetch | address=this,1
httplib2.Http().request | net.send net.fetch | address=0,uri data=body | >network
pycurl.Curl().setopt | net.fetch | address=1 data=1
pycurl.Curl().{perform,perform_rs} | net.fetch | | >network
socket.socket().connect | net.connect | address=0
socket.socket().connect_ex | net.connect | address=0
socket.create_connection | net.connect | address=0,address
socket.socket().{send,sendall} | net.send | data=0 address=this
socket.socket().sendto | net.send | data=0 address=1,-1
{socket.socket(),socket.create_connection(),ssl.wrap_socket(),ssl.SSLContext().wrap_socket()}.{recv,recvfrom,recv_into,makefile} | net.fetch | | >network
{ssl.SSLContext(),ssl.create_default_context()}.wrap_socket |
{socket.create_connection(),ssl.wrap_socket(),ssl.SSLContext().wrap_socket(),ssl.create_default_context().wrap_socket()}.{send,sendall} | net.send | data=0 address=this
{ssl.wrap_socket(),ssl.create_default_context().wrap_socket()}.connect | net.connect | address=0
socket.socket().{bind,listen} | net.listen | address=0
{http.server.HTTPServer,socketserver.TCPServer,socketserver.ThreadingTCPServer,http.server.ThreadingHTTPServer} | net.listen | address=0
{xmlrpc.server.SimpleXMLRPCServer,socketserver.UDPServer,socketserver.ThreadingUDPServer,http.server.ThreadingHTTPServer,rpyc.utils.server.ThreadedServer,rpyc.ThreadedServer} | net.listen | address=0
{asyncio.start_server} | net.listen | address=1,host | calls
{flask.Flask().run,bottle.run,uvicorn.run,waitress.serve,aiohttp.web.run_app} | net.listen | address=host
socket.{gethostbyname,getaddrinfo,gethostbyname_ex,gethostbyaddr} | net.resolve | address=0
socket.getfqdn | net.resolve | address=0 | >identity
{dns.resolver,dns.resolver.Resolver()}.{query,resolve} | net.resolve | address=0,qname | >network
aiodns.DNSResolver().query | net.resolve | address=0
asyncio.open_connection | net.connect | address=0,host
asyncio.open_connection()[].{read,readline,readexactly,readuntil} | net.fetch | | >network
asyncio.open_connection()[].{write,writelines} | net.send | data=0 address=this
{trio.open_tcp_stream,anyio.connect_tcp} | net.connect | address=0
{trio.open_tcp_stream,anyio.connect_tcp}().{receive_some,receive} | net.fetch | | >network
{trio.open_tcp_stream,anyio.connect_tcp}().{send_all,send} | net.send | data=0 address=this
{xmlrpc.client,xmlrpclib}.ServerProxy | net.connect | address=0 | >network
{rpyc.connect,rpyc.classic.connect,rpyc.ssl_connect} | net.connect | address=0
tornado.httpclient.{HTTPClient,AsyncHTTPClient}().fetch | net.send net.fetch | address=0 data=body headers=headers | >network
mechanize.Browser().{open,open_novisit} | net.fetch | address=0 data=1 | >network
{dns.query.udp,dns.query.tcp,dns.query.https} | net.resolve | address=0 | >network
{dns.message.make_query} | | address=0
{dns.asyncresolver.resolve,dns.asyncresolver.Resolver().resolve,dns.resolver.resolve_name} | net.resolve | address=0,qname | >network
{ping3.ping,icmplib.ping,icmplib.multiping} | net.resolve | address=0
scapy.all.{send,sr1,sr,sendp,srp1} | net.send | data=0
{socket.socket().sendmsg,socket.socket().sendfile} | net.send | data=0 address=this
{telnetlib.Telnet,ftplib.FTP,ftplib.FTP_TLS} | net.connect | address=0,host
{ftplib.FTP,ftplib.FTP_TLS}().{storbinary,storlines} | net.send | data=1 address=this
{ftplib.FTP,ftplib.FTP_TLS}().{retrbinary,retrlines} | net.fetch file.write | address=this path=1,callback | >network
paramiko.SSHClient().connect | net.connect | address=0,hostname
{paramiko.Transport,fabric.Connection,pysftp.Connection,asyncssh.connect} | net.connect | address=0,host,hostname
{paramiko.SSHClient().open_sftp(),paramiko.SFTPClient.from_transport(),pysftp.Connection(),asyncssh.connect().start_sftp_client()}.{put,putfo} | net.send | data=0 address=this
{paramiko.SSHClient().open_sftp(),paramiko.SFTPClient.from_transport(),pysftp.Connection()}.{get,getfo} | net.fetch file.write | path=1 address=0 | >network
fabric.Connection().put | net.send | data=0,local address=this
paramiko.SSHClient().exec_command | net.send net.fetch | data=0 | >network "a message of the server"
*.{insert_one,insert_many} | net.send | data=0
{redis.Redis(),redis.StrictRedis(),redis.from_url()}.{blpop,brpop,lpop,rpop,brpoplpush} | net.fetch | | >network "a message of the server"
{smtplib.SMTP,smtplib.SMTP_SSL} | net.connect | address=0,host
{smtplib.SMTP,smtplib.SMTP_SSL}().{sendmail,send_message} | net.mail net.send | data=2,msg,0 address=1,to_addrs
yagmail.SMTP().send | net.mail net.send | data=contents,2,attachments address=0,to
{websocket.create_connection,websockets.connect,websockets.client.connect,websockets.sync.client.connect,aiohttp.ClientSession().ws_connect} | net.connect | address=0,url,uri
websocket.WebSocketApp | net.connect | address=0,url | >network "a message of the server" calls
{websocket.create_connection(),websocket.WebSocket(),websockets.connect(),websockets.sync.client.connect(),websocket.WebSocketApp()}.{send,send_binary} | net.send | data=0 address=this
aiohttp.ClientSession().ws_connect().{send_str,send_bytes,send_json} | net.send | data=0 address=this
aiohttp.ClientSession().ws_connect().{receive,receive_str,receive_json,receive_bytes} | net.fetch | | >network
{websocket.create_connection(),websocket.WebSocket(),websockets.connect(),websockets.sync.client.connect()}.{recv,recv_data} | net.fetch | | >network
websocket.WebSocket().connect | net.connect | address=0
socketio.{Client,AsyncClient}().connect | net.connect | address=0
socketio.{Client,AsyncClient}().emit | net.send | data=1,data
{dhooks.Webhook,discord_webhook.DiscordWebhook,discord.Webhook.from_url,discord.SyncWebhook.from_url,discord.RequestsWebhookAdapter,discord_webhook.AsyncDiscordWebhook} | net.webhook | address=0,url data=content
{dhooks.Webhook,discord.Webhook.from_url,discord.SyncWebhook.from_url}().send | net.webhook net.send | address=this data=0,content,file,embed
discord_webhook.DiscordWebhook().{execute,add_embed,add_file} | net.webhook net.send | address=this data=0,file
{telebot.TeleBot,telegram.Bot,aiogram.Bot,telegram.ext.Updater,telebot.async_telebot.AsyncTeleBot} | net.webhook | address=0,token
{telebot.TeleBot,telegram.Bot,aiogram.Bot,telebot.async_telebot.AsyncTeleBot}().{send_message,send_document,send_photo,send_file,send_audio,send_video,send_voice,reply_to} | net.webhook net.send | data=1,text,document,photo address=0,chat_id
{telebot.TeleBot,telebot.async_telebot.AsyncTeleBot}().{message_handler,callback_query_handler,channel_post_handler,edited_message_handler,inline_handler}() | | | >network "a chat message" calls
{telebot.TeleBot,telebot.async_telebot.AsyncTeleBot}().register_message_handler | | | >network "a chat message" calls
telegram.ext.{MessageHandler,CommandHandler,CallbackQueryHandler,Filters,PrefixHandler} | | | >network "a chat message" calls
{pyrogram.Client,pyrogram.client.Client}().{on_message,on_callback_query}() | | | >network "a chat message" calls
{telethon.TelegramClient,telethon.sync.TelegramClient}().{on,add_event_handler} | | | >network "a chat message" calls
{telethon.TelegramClient,telethon.sync.TelegramClient}().on() | | | >network "a chat message" calls
{aiogram.Dispatcher,aiogram.Router,aiogram.dispatcher.Dispatcher}().{message_handler,message,callback_query,callback_query_handler,channel_post}() | | | >network "a chat message" calls
{discord.Client,discord.ext.commands.Bot,discord.Bot,discord.AutoShardedClient,nextcord.Client,nextcord.ext.commands.Bot,disnake.ext.commands.Bot}().{event,listen,command,slash_command}() | | | >network "a chat message" calls
{discord.Client,discord.ext.commands.Bot,discord.Bot,discord.AutoShardedClient,nextcord.Client,nextcord.ext.commands.Bot,disnake.ext.commands.Bot}().event | | | >network "a chat message" calls
{slack_bolt.App,slack_bolt.async_app.AsyncApp}().{message,event,command}() | | | >network "a chat message" calls
{socketio.Client,socketio.AsyncClient}().on() | | | >network "a message of the server" calls
{socketio.Client,socketio.AsyncClient}().{on,event} | | | >network "a message of the server" calls
{discord.Client,discord.ext.commands.Bot}().run | net.webhook net.connect | address=0
slack_sdk.WebClient().{chat_postMessage,files_upload} | net.webhook net.send | data=text,file
{pusher.Pusher,paho.mqtt.client.Client}().{trigger,publish} | net.send | data=1,2
{slack_sdk.webhook.WebhookClient,slack_webhook.Slack,pymsteams.connectorcard} | net.webhook | address=0,url
{slack_sdk.webhook.WebhookClient,slack_webhook.Slack,pymsteams.connectorcard}().{send,post,text,send_dict} | net.webhook net.send | address=this data=text,0
{telethon.TelegramClient,telethon.sync.TelegramClient,pyrogram.Client}().{send_message,send_file,send_document,send_photo} | net.webhook net.send | address=0 data=1,file,document,message
{discord.Webhook.from_url,discord.SyncWebhook.from_url}().{send} | net.webhook net.send | address=this data=0,content,file,files,embed
{dropbox.Dropbox}().files_upload | net.send | data=0 address=1
{mega.Mega}().login().upload | net.send | data=0
{pymongo.MongoClient,redis.Redis,redis.StrictRedis,mysql.connector.connect,pymysql.connect,psycopg2.connect} | net.connect | address=0,host
{smbclient.open_file} | net.send | address=0
{requests_toolbelt.multipart.encoder.MultipartEncoder,requests_toolbelt.MultipartEncoder} | | data=fields,0
boto3.client().{upload_file,put_object,upload_fileobj} | net.send | data=0,Body
boto3.resource().Bucket().upload_file | net.send | data=0
{git.Repo.clone_from,git.Repo.clone,git.Git().clone,dulwich.porcelain.clone} | net.fetch file.write | address=0,url path=1,to_path | >network
{pyngrok.ngrok.connect,ngrok.connect,ngrok.forward} | net.listen | address=0
{github.Github,github3.login}().get_user().create_repo | package.publish net.send | name=0
{github.Github}().get_repo().{create_file,update_file} | net.send package.publish | path=0 data=2
{github.Github}().get_user().create_gist | net.send | data=1
{webbrowser.open,webbrowser.open_new,webbrowser.open_new_tab} | net.fetch | address=0,url
System.Net.WebClient().{DownloadFile} | net.fetch file.write | address=0 path=1 | >network
System.Net.WebClient().{DownloadString,DownloadData} | net.fetch | address=0 | >network
System.Net.WebClient().{UploadString,UploadData,UploadFile,UploadValues} | net.send | address=0 data=1,2,-1
{imaplib.IMAP4,imaplib.IMAP4_SSL,poplib.POP3,poplib.POP3_SSL} | net.connect | address=0,host
{imaplib.IMAP4,imaplib.IMAP4_SSL}().{fetch,uid} | net.fetch | | >network "a message of the server"
{poplib.POP3,poplib.POP3_SSL}().{retr,top} | net.fetch | | >network "a message of the server"
*.{recv} | net.fetch | | >network
`;
