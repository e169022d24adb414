/** Python's ways to reach the network: the standard library and the clients that packages use. */
export const NETWORK = `
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),requests_html.HTMLSession(),cloudscraper.create_scraper(),curl_cffi.requests,requests.sessions.Session()}.{get,head,options} | net.fetch | address=0,url data=params,1,json,data headers=headers,cookies | >network
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),cloudscraper.create_scraper(),curl_cffi.requests,requests.sessions.Session()}.{post,put,patch} | net.send net.fetch | address=0,url data=1,data,json,files,params,content headers=headers,cookies | >network
{requests,httpx,requests.Session(),requests.session(),httpx.Client(),httpx.AsyncClient(),requests.sessions.Session()}.{request,delete,stream} | net.send net.fetch | address=1,url data=data,json,files,params,content headers=headers | >network
{requests.api,requests.sessions}.{get} | net.fetch | address=0,url data=params headers=headers | >network
requests.api.post | net.send net.fetch | address=0,url data=1,data,json,files headers=headers | >network
requests.api.request | net.send net.fetch | address=1,url data=data,json,files headers=headers | >network
aiohttp.ClientSession().{get,head} | net.fetch | address=0,url data=params headers=headers | >network
aiohttp.ClientSession().{post,put,request} | net.send net.fetch | address=0,url data=data,json headers=headers | >network
aiohttp.request | net.send net.fetch | address=1,url data=data,json | >network
{urllib.request,urllib2,urllib.request.build_opener(),urllib2.build_opener()}.{urlopen,open} | net.fetch | address=0,url data=1,data | >network
urllib.urlopen | net.fetch | address=0,url data=1,data | >network
{urllib.request,urllib}.urlretrieve | net.fetch file.write | address=0,url path=1,filename | >network
{urllib.request,urllib}.{URLopener,FancyURLopener}().retrieve | net.fetch file.write | address=0,url path=1,filename | >network
{urllib.request,urllib2}.Request | | address=0,url data=1,data headers=headers,2
wget.download | net.fetch file.write | address=0,url path=1,out | >network
{urllib3.PoolManager(),urllib3,urllib3.ProxyManager()}.{request,urlopen,request_encode_body} | net.send net.fetch | address=1,url data=fields,body,json,2 | >network
{http.client,httplib}.{HTTPConnection,HTTPSConnection} | net.connect | address=0,host
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().request | net.send net.fetch | address=this,1,url data=2,body | >network
{http.client,httplib}.{HTTPConnection,HTTPSConnection}().getresponse | | | >network
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
{flask.Flask().run,bottle.run,uvicorn.run,waitress.serve,aiohttp.web.run_app} | net.listen | address=host
socket.{gethostbyname,getaddrinfo,gethostbyname_ex,gethostbyaddr} | net.resolve | address=0
socket.getfqdn | net.resolve | address=0 | >identity
{dns.resolver,dns.resolver.Resolver()}.{query,resolve} | net.resolve | address=0,qname | >network
aiodns.DNSResolver().query | net.resolve | address=0
asyncio.open_connection | net.connect | address=0,host
{telnetlib.Telnet,ftplib.FTP,ftplib.FTP_TLS} | net.connect | address=0,host
{ftplib.FTP,ftplib.FTP_TLS}().{storbinary,storlines} | net.send | data=1 address=this
{ftplib.FTP,ftplib.FTP_TLS}().{retrbinary,retrlines} | net.fetch | address=this | >network
paramiko.SSHClient().connect | net.connect | address=0,hostname
paramiko.SSHClient().exec_command | net.send | data=0
{smtplib.SMTP,smtplib.SMTP_SSL} | net.connect | address=0,host
{smtplib.SMTP,smtplib.SMTP_SSL}().{sendmail,send_message} | net.mail net.send | data=2,msg,0 address=1,to_addrs
yagmail.SMTP().send | net.mail net.send | data=contents,2,attachments address=0,to
{websocket.create_connection,websockets.connect,websocket.WebSocketApp,websockets.client.connect} | net.connect | address=0,url,uri
{websocket.create_connection(),websocket.WebSocket(),websockets.connect(),websocket.WebSocketApp()}.send | net.send | data=0 address=this
{websocket.create_connection(),websocket.WebSocket(),websockets.connect()}.recv | net.fetch | | >network
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
boto3.client().{upload_file,put_object,upload_fileobj} | net.send | data=0,Body
boto3.resource().Bucket().upload_file | net.send | data=0
{git.Repo.clone_from,git.Repo.clone,git.Git().clone,dulwich.porcelain.clone} | net.fetch file.write | address=0,url path=1,to_path | >network
{pyngrok.ngrok.connect,ngrok.connect,ngrok.forward} | net.listen | address=0
{github.Github,github3.login}().get_user().create_repo | package.publish net.send | name=0
{github.Github}().get_repo().{create_file,update_file} | net.send package.publish | path=0 data=2
{github.Github}().get_user().create_gist | net.send | data=1
*.{recv} | net.fetch | | >network
`;
