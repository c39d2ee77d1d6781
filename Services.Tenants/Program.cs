using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Tenants;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("tenants");
builder.AddTenants();
var app = builder.Build();
app.UseServiceDefaults();
app.MapTenants();
await app.RunServiceAsync();
