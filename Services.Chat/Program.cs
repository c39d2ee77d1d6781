using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Chat;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("chat");
builder.AddChat();
var app = builder.Build();
app.UseServiceDefaults();
app.MapChat();
await app.RunServiceAsync();
