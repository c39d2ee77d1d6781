using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Scheduler;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("scheduler");
builder.AddScheduler();

var app = builder.Build();
app.UseServiceDefaults();
app.MapScheduler();
await app.RunServiceAsync();
