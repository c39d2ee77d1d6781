using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Gateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddHostDefaults("gateway");
builder.AddGateway();
var app = builder.Build();
app.UseGateway();
await app.RunServiceAsync(GatewayService.MapGateway);
