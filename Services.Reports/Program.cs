using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Reports;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reports");
builder.AddReports();
var app = builder.Build();
app.UseServiceDefaults();
app.MapReports();
await app.RunServiceAsync();
